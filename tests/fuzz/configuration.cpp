// The backend's configuration. Each error names its file and the way out.
#include "backend/config.h"
#include "fuzz.h"

using namespace tillwright;

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto config = backend::parseConfig(fuzz::bytesOf(data, size), "backend.toml");
    if (!config) {
        TILLWRIGHT_PROMISE(!config.error().empty());
        for (const auto &error : config.error())
            TILLWRIGHT_PROMISE(error.text().find("backend.toml") != std::string::npos);
    }
    return 0;
}
