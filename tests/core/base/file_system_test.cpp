#include "base/file_system.h"
#include "support/temp_folder.h"
#include "support/test_main.h"

#include <sys/stat.h>

using namespace twinlane::base;

class FileSystemTest : public QObject {
  Q_OBJECT

 private slots:
  void aReplacedFileHasTheWholeContent();
  void foldersAreForTheOwnerAlone();
  void aSecondLockNamesTheFirstOwner();
  void aFileThatIsNotThereIsAnError();
};

void FileSystemTest::aReplacedFileHasTheWholeContent() {
  const twinlane::tests::TempFolder folder;
  const auto files = makeDiskFileSystem();
  QVERIFY(files->replace(folder / "a", "first").has_value());
  QVERIFY(files->replace(folder / "a", "2nd").has_value());
  QCOMPARE(*files->read(folder / "a"), std::string("2nd"));
  QCOMPARE(files->list(folder.path())->size(), std::size_t{1});
  QVERIFY(files->remove(folder / "a").has_value());
  QVERIFY(!files->exists(folder / "a"));
}

void FileSystemTest::foldersAreForTheOwnerAlone() {
  const twinlane::tests::TempFolder folder;
  const auto files = makeDiskFileSystem();
  QVERIFY(files->makeFolder(folder / "shop/views").has_value());
  struct stat found {};
  QCOMPARE(::stat((folder / "shop/views").c_str(), &found), 0);
  QCOMPARE(found.st_mode & 0777U, 0700U);
}

void FileSystemTest::aSecondLockNamesTheFirstOwner() {
  const twinlane::tests::TempFolder folder;
  const auto files = makeDiskFileSystem();
  auto first = files->lock(folder / "lock", "the till");
  QVERIFY(first.has_value());
  const auto second = files->lock(folder / "lock", "the office");
  QVERIFY(!second.has_value());
  QVERIFY(second.error().code == ErrorCode::InUse);
  QVERIFY(second.error().what.find("the till") != std::string::npos);
  first->reset();
  QVERIFY(files->lock(folder / "lock", "the office").has_value());
}

void FileSystemTest::aFileThatIsNotThereIsAnError() {
  const twinlane::tests::TempFolder folder;
  const auto read = makeDiskFileSystem()->read(folder / "none");
  QVERIFY(!read.has_value());
  QVERIFY(read.error().code == ErrorCode::NotFound);
}

TWINLANE_TEST(FileSystemTest)
#include "file_system_test.moc"
