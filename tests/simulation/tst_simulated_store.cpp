#include "backend/store/sqlite_session.h"
#include "simulated_store.h"
#include "store_contract.h"

#include <QTemporaryDir>
#include <QtTest>

namespace tillwright::test {

using namespace simulation;

/// The simulation's store keeps what every engine has to keep: otherwise its runs would say nothing.
class TestSimulatedStore : public StoreContract
{
    Q_OBJECT
protected:
    std::unique_ptr<backend::store::Store> open() override
    {
        m_world.calmDown();
        m_engine.reset();
        auto opened = backend::store::openSqlite(m_dir->filePath(QStringLiteral("store")).toStdString());
        if (!opened) {
            qWarning("%s", opened.error().cause.c_str());
            return nullptr;
        }
        m_engine = std::move(opened->engine);
        return std::make_unique<SimulatedStore>(m_world, m_processContext, *m_engine, m_disk, nullptr,
                                                SimulatedStore::Pace::AtOnce);
    }
    void wipe() override
    {
        m_engine.reset();
        m_dir = std::make_unique<QTemporaryDir>();
    }

private:
    std::unique_ptr<QTemporaryDir> m_dir = std::make_unique<QTemporaryDir>();
    World m_world{1, false};
    ProcessContext m_processContext;
    BackendDisk m_disk;
    std::unique_ptr<SimulatedStore::Engine> m_engine;
};

} // namespace tillwright::test

QTEST_GUILESS_MAIN(tillwright::test::TestSimulatedStore)
#include "tst_simulated_store.moc"
