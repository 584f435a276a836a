#include "backend/store/secret_box.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using tillwright::backend::store::SecretBox;
using tillwright::domain::Secret;

class TestSecretBox : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensWhatItSealed()
    {
        const auto box = SecretBox::withRandomKey();
        QVERIFY(box);
        const Secret secret("pi_1_secret_2");
        const auto sealed = box->seal(secret, "ctx_1");
        QVERIFY(sealed.find("secret") == std::string::npos);
        const auto opened = box->open(sealed, "ctx_1");
        QVERIFY(opened);
        QVERIFY(*opened == secret);
        QVERIFY(sealed != box->seal(secret, "ctx_1"));
    }

    void staysClosedForAnybodyElse()
    {
        const auto box = SecretBox::withRandomKey();
        const auto other = SecretBox::withRandomKey();
        auto sealed = box->seal(Secret("pi_1_secret_2"), "ctx_1");
        QVERIFY(!other->open(sealed, "ctx_1"));
        QVERIFY(!box->open(sealed, "ctx_2"));
        QVERIFY(!box->open(sealed.substr(0, 20), "ctx_1"));
        QVERIFY(!box->open({}, "ctx_1"));
        sealed.back() = static_cast<char>(sealed.back() ^ 1);
        QVERIFY(!box->open(sealed, "ctx_1"));
    }

    void readsAKeyFile()
    {
        QTemporaryDir dir;
        const auto path = dir.filePath(QStringLiteral("key"));
        const auto write = [&](const QByteArray &text) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
            file.write(text);
        };
        write(QByteArray(64, 'a') + '\n');
        const auto first = SecretBox::withKeyFile(path.toStdString());
        const auto second = SecretBox::withKeyFile(path.toStdString());
        QVERIFY(first && second);
        QVERIFY(second->open(first->seal(Secret("s"), "c"), "c"));
        for (const auto &wrong :
             {QByteArray(), QByteArray(62, 'a'), QByteArray(66, 'a'), QByteArray(64, 'z')}) {
            write(wrong);
            const auto refused = SecretBox::withKeyFile(path.toStdString());
            QVERIFY(!refused);
            QVERIFY(refused.error().find("aaaa") == std::string::npos);
        }
        QVERIFY(!SecretBox::withKeyFile("/nonexistent/key"));
    }
};

QTEST_GUILESS_MAIN(TestSecretBox)
#include "test_secret_box.moc"
