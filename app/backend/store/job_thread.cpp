#include "backend/store/job_thread.h"

namespace tillwright::backend::store {

JobThread::JobThread() = default;

JobThread::~JobThread()
{
    m_pool.join();
}

} // namespace tillwright::backend::store
