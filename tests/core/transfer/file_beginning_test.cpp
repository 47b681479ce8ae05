// The beginning of a file as a person sees it before anything is taken in: packed or not, fitting its profile or not.
#include "support/places.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include "transfer/csv/file_beginning.h"

#include <fstream>
#include <zlib.h>

using namespace twinlane;

namespace {

transfer::Profile shopProfile() { return transfer::readProfile("shop.json", tests::contentOf(tests::fixture("shop.json"))).profile; }

}  // namespace

class FileBeginningTest : public QObject {
  Q_OBJECT

 private slots:
  void packedOrNotItIsTheSame();
  void headerThatDoesNotFitIsShown();
  void lettersAreThoseOfTheEncoding();
  void whatCannotBeReadIsSaid();
  void looksNoFurtherThanTheBeginning();
};

void FileBeginningTest::packedOrNotItIsTheSame() {
  const tests::TempFolder folder;
  const std::string text = tests::contentOf(tests::fixture("shop.csv"));
  gzFile packed = gzopen((folder / "shop.csv.gz").c_str(), "wb");
  QCOMPARE(gzwrite(packed, text.data(), static_cast<unsigned>(text.size())), static_cast<int>(text.size()));
  gzclose(packed);
  for (const std::string& path : {tests::fixture("shop.csv"), folder / "shop.csv.gz"}) {
    const auto beginning = transfer::readBeginning(shopProfile(), path, 3);
    QVERIFY(beginning.has_value() && beginning->problems.empty());
    QCOMPARE(beginning->columns.size(), std::size_t{8});
    QCOMPARE(beginning->columns[3], std::string("Menge"));
    QCOMPARE(beginning->rows.size(), std::size_t{3});
    QCOMPARE(beginning->rows[1][2], std::string("Cup \"Blue\""));
  }
}

void FileBeginningTest::headerThatDoesNotFitIsShown() {
  transfer::Profile profile = shopProfile();
  profile.columns["customer"] = "Client";
  profile.columns["country"] = "Where";
  const auto beginning = transfer::readBeginning(profile, tests::fixture("shop.csv"), 3);
  QVERIFY(beginning.has_value());
  QCOMPARE(beginning->problems.size(), std::size_t{2});
  // A person still sees what is in the file.
  QCOMPARE(beginning->rows.size(), std::size_t{3});
}

void FileBeginningTest::lettersAreThoseOfTheEncoding() {
  const tests::TempFolder folder;
  std::ofstream(folder / "latin.csv", std::ios::binary) << "Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\nA;p;Caf\xe9;1;2;01.06.2023 12:00;;\n";
  transfer::Profile profile = shopProfile();
  profile.encoding = "latin-1";
  const auto beginning = transfer::readBeginning(profile, folder / "latin.csv", 3);
  QVERIFY(beginning.has_value());
  QCOMPARE(beginning->rows[0][2], std::string("Caf\xc3\xa9"));
}

void FileBeginningTest::whatCannotBeReadIsSaid() {
  const tests::TempFolder folder;
  std::ofstream(folder / "empty.csv").flush();
  QCOMPARE(transfer::readBeginning(shopProfile(), folder / "empty.csv", 3).error().code, base::ErrorCode::BadInput);
  QCOMPARE(transfer::readBeginning(shopProfile(), folder / "none.csv", 3).error().code, base::ErrorCode::NotFound);
}

// Behind the beginning there is a byte that no CSV file has: it would be said if it were looked at.
void FileBeginningTest::looksNoFurtherThanTheBeginning() {
  const tests::TempFolder folder;
  const std::string header = "Doc;Art;Text;Menge;Preis;Zeit;Kunde;Land\n", row = "A;p;;1;2;01.06.2023 12:00;;\n";
  const std::string far = std::string(100'000, 'x') + '\0';
  const auto put = [&](const std::string& text) {
    std::ofstream(folder / "a.csv", std::ios::binary) << text;
    return folder / "a.csv";
  };
  auto beginning = transfer::readBeginning(shopProfile(), put(header + row + "A;\"p;;1;2;01.06.2023 12:00;;\n" + far), 3);
  QVERIFY2(beginning.has_value(), beginning ? "" : beginning.error().what.c_str());
  QCOMPARE(beginning->rows.size(), std::size_t{1});
  beginning = transfer::readBeginning(shopProfile(), put("Doc;\"Art" + far), 3);
  QVERIFY(!beginning.has_value());
  QVERIFY2(beginning.error().what.find("64 KiB") != std::string::npos, beginning.error().what.c_str());
  // A file that ends there is read to its end.
  beginning = transfer::readBeginning(shopProfile(), put(header + "A;p;" + std::string(64 * 1024 - header.size() - 4, 'x')), 3);
  QVERIFY(beginning.has_value());
  QCOMPARE(beginning->rows.size(), std::size_t{1});
}

TWINLANE_TEST(FileBeginningTest)
#include "file_beginning_test.moc"
