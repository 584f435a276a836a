#pragma once

#include "backend/store/job_threads.h"

#include <memory>

namespace tillwright::backend::catalogue {

/// A thread for what is asked for seldom and then takes a while. There is none until then. For one thread's use.
class LazyThread
{
public:
    store::JobThreads &get()
    {
        if (!m_thread)
            m_thread = std::make_unique<store::JobThreads>(1);
        return *m_thread;
    }

private:
    std::unique_ptr<store::JobThreads> m_thread;
};

} // namespace tillwright::backend::catalogue
