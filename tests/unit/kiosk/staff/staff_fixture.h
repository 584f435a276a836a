#pragma once

#include "../../../support/fake_ports.h"

#include "kiosk/staff/staff_store.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

/// A staff file on a real disk, with PINs that are cheap to look at.
namespace tillwright::testing {

class StaffFolder
{
public:
    StaffFolder() { open(); }

    void open()
    {
        store.reset();
        auto opened = kiosk::staff::StaffStore::open(file(), clock, kiosk::staff::leastCost());
        if (!opened)
            qFatal("%s", opened.error().cause.c_str());
        store = *std::move(opened);
    }
    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("staff.sqlite")); }
    /// Opens the file by itself, as somebody with the sqlite3 program would: the error, or the first column.
    QString runRaw(const QString &statement) const
    {
        QString answer;
        {
            auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
            database.setDatabaseName(file());
            QSqlQuery query(database.open() ? database : QSqlDatabase());
            if (!query.exec(statement))
                answer = query.lastError().text();
            else if (query.next())
                answer = query.value(0).toString();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
        return answer;
    }
    void add(const std::string &name, kiosk::shift::Role role, const char *pin)
    {
        if (const auto added = store->add(name, role, {}, domain::Secret(pin), "terminal:root"); !added)
            qFatal("%s", added.error().cause.c_str());
    }
    kiosk::shift::PinAnswer tryPin(const std::string &id, const char *pin)
    {
        std::optional<kiosk::shift::PinAnswer> answer;
        store->checkPin(id, domain::Secret(pin), {}, [&](const auto &said) { answer = said; });
        if (answer || !QTest::qWaitFor([&] { return answer.has_value(); }))
            qFatal("the answer came too early or not at all");
        return *answer;
    }
    std::vector<std::string> acts() const
    {
        std::vector<std::string> acts;
        const auto lines = store->auditLines().value();
        for (const auto &line : lines)
            acts.push_back(line.entry.act);
        return acts;
    }

    FakeClock clock;
    std::unique_ptr<kiosk::staff::StaffStore> store;

private:
    QTemporaryDir m_folder;
};

} // namespace tillwright::testing
