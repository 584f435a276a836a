#include "kiosk/shift_composition.h"

#include "kiosk/journal/journal.h"
#include "kiosk/receipt/paint_layout.h"
#include "kiosk/receipt/text_layout.h"
#include "kiosk/receipt_printing.h"
#include "kiosk/register/register_window.h"
#include "kiosk/register/shift_screen.h"
#include "kiosk/staff/shift_store.h"
#include "kiosk/staff/staff_store.h"
#include "kiosk/staff_composition.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QSaveFile>
#include <QTimeZone>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using presentation::ShiftViewModel;

namespace {

constexpr int textColumns = 42;

QString saveWhole(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || file.write(bytes) != bytes.size() || !file.commit())
        return u"%1: %2"_s.arg(path, file.errorString());
    return {};
}

/// The first problem; empty when all is written.
QString writeFiles(const QDir &folder, const QString &name, const QString &title,
                   const QList<receipt::Block> &blocks, const QByteArray &csv)
{
    if (!folder.mkpath(u"."_s))
        return u"%1 cannot be made"_s.arg(folder.path());
    QBuffer pdf;
    pdf.open(QIODevice::WriteOnly);
    if (const auto painted = writePdf(blocks, title, pdf); !painted)
        return painted.error();
    const QString text = layoutText(blocks, textColumns).join(u'\n') + u'\n';
    for (const auto &[suffix, bytes] :
         {std::pair(u".csv"_s, csv), std::pair(u".pdf"_s, pdf.data()), std::pair(u".txt"_s, text.toUtf8())}) {
        if (const QString problem = saveWhole(folder.filePath(name + suffix), bytes); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace

ShiftParts::ShiftParts(StaffParts &staff, journal::Journal &journal, checkout::BackendPort &backend,
                       checkout::Clock &clock, const receipt::Merchant &merchant, const QDir &reportsFolder,
                       ReceiptPrinting *printing)
    : m_staff(staff), m_merchant(merchant), m_reports(reportsFolder), m_printing(printing),
      m_store(std::make_unique<staff::ShiftStore>(staff.store().connection(), clock))
{
    shift::SalesBook sales;
    sales.startedIn = [&journal](const shift::Period &period) {
        return journal.startedBetween(period.fromMs, period.toMs);
    };
    sales.named = [&journal](const std::vector<std::string> &ids) { return journal.named(ids); };
    m_desk = std::make_unique<shift::ShiftDesk>(*m_store, std::move(sales), backend, clock,
                                                merchant.device.toStdString());
    m_model = std::make_unique<ShiftViewModel>(
        *m_desk, *m_store, [this] { return m_staff.session().operatorId(); },
        [this](const std::string &id) { return nameOf(id); });
    m_writer.setMaxThreadCount(1);
    connect(m_model.get(), &ShiftViewModel::reportMade, this, [this](const shift::Report &report) {
        keep(report);
        if (report.zNumber > 0)
            print(report);
    });
    connect(&m_staff.session(), &presentation::StaffSession::signedIn, m_model.get(),
            &ShiftViewModel::openIfNone);
}

ShiftParts::~ShiftParts()
{
    m_writer.waitForDone();
}

void ShiftParts::attach(register_face::RegisterWindow &window)
{
    m_window = &window;
    register_face::ReportView view;
    view.picture = [this](int widthPx) { return paintBlocks(blocks(*m_model->report(), false), widthPx); };
    view.files = [this] {
        const auto &report = *m_model->report();
        const QString path = m_reports.filePath(fileName(report));
        // The power may have gone between the close and its files.
        if (report.zNumber > 0 && !QFile::exists(path + u".txt"_s))
            keep(report);
        return tr("Kept as %1.pdf, .csv and .txt").arg(QDir::toNativeSeparators(path));
    };
    view.words = [this] { return layoutText(blocks(*m_model->report(), false), textColumns).join(u'\n'); };
    if (m_printing)
        view.print = [this] { print(*m_model->report()); };
    register_face::SideScreenEntry entry;
    entry.objectName = u"shiftRailButton"_s;
    entry.name = tr("Shift");
    entry.icon = u"clock"_s;
    entry.key = Qt::Key_F9;
    entry.keyMeaning = tr("Shift: X report, close, Z reports");
    window.addSideScreen(new register_face::ShiftScreen(*m_model, std::move(view)), entry);
}

QString ShiftParts::nameOf(const std::string &id) const
{
    if (const auto people = m_staff.store().operators()) {
        for (const auto &person : *people) {
            if (person.id == id)
                return QString::fromStdString(person.name);
        }
    }
    return QString::fromStdString(id);
}

QList<receipt::Block> ShiftParts::blocks(const shift::Report &report, bool isDuplicate) const
{
    ReportPaper paper{m_merchant, [this](const std::string &id) { return nameOf(id); }, isDuplicate, {}};
    // The paper that closed the shift was made before; what is shown or printed later says what was found since.
    if (const auto later = m_store->comparison(report.zNumber); later && report.zNumber > 0)
        paper.comparison = *later;
    return blocksOf(report, paper);
}

QString ShiftParts::fileName(const shift::Report &report)
{
    if (report.zNumber > 0)
        return u"z-%1"_s.arg(report.zNumber);
    return u"x-"_s
        + QDateTime::fromMSecsSinceEpoch(report.period.toMs, QTimeZone::utc()).toString(u"yyyyMMdd-HHmmss"_s);
}

void ShiftParts::keep(const shift::Report &report)
{
    if (m_kept.contains(fileName(report)))
        return;
    m_kept.insert(fileName(report));
    m_writer.start([this, folder = m_reports, name = fileName(report), title = reportTitle(report),
                    blocks = blocks(report, false), csv = QByteArray::fromStdString(reportCsv(report))] {
        const QString problem = writeFiles(folder, name, title, blocks, csv);
        if (problem.isEmpty())
            return;
        // Dropped when this object goes first.
        QMetaObject::invokeMethod(
            this,
            [this, title, problem] {
                m_window->addAlarm(
                    tr("%1 could not be kept as files: %2. It is kept in the register and can be "
                       "printed.")
                        .arg(title, problem));
            },
            Qt::QueuedConnection);
    });
}

void ShiftParts::print(const shift::Report &report)
{
    if (!m_printing)
        return;
    const QString id =
        report.zNumber > 0 ? u"report/z/%1"_s.arg(report.zNumber) : u"report/"_s + fileName(report);
    m_printing->printPaper(id, reportTitle(report), blocks(report, false),
                           blocks(report, report.zNumber > 0));
}

} // namespace tillwright::kiosk
