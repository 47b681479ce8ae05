// The power is cut on a real file system: an ext4 image in a file, mounted; a shop under load on it is held, the image is
// copied as it is, without what the machine has not written to it yet, and the copy is mounted and looked at. The same shop
// goes on over the copy. Needs the right to mount, loop devices and mkfs.ext4; where one of them is missing it says which and
// that it was skipped. Everything else that goes wrong is a failure.
#include "simulation/process/killed_shop.h"
#include "simulation/tally.h"
#include "simulation/verb.h"

#include "base/random.h"

#include <filesystem>
#include <stdexcept>

#include <fcntl.h>
#include <linux/loop.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

namespace twinlane::simulation {
namespace {

constexpr std::int64_t imageBytes = 512LL * 1024 * 1024;  // most of it a hole
constexpr std::int64_t fullOneIn = 5;
constexpr std::uint64_t mostAnswers = 600;

// A program's exit code is 0; false too when it is not there, which `isThere` tells.
bool runs(std::vector<std::string> words, bool* isThere = nullptr) {
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int error = ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  const bool isStarted = error == 0;
  if (isThere != nullptr) *isThere = error != ENOENT;
  ::posix_spawn_file_actions_destroy(&actions);
  int status = 0;
  return isStarted && ::waitpid(child, &status, 0) == child && status == 0;
}

bool hasLoopDevice() {
  const int control = ::open("/dev/loop-control", O_RDWR | O_CLOEXEC);
  const int number = control >= 0 ? ::ioctl(control, LOOP_CTL_GET_FREE) : -1;
  if (control >= 0) ::close(control);
  const int device = number >= 0 ? ::open(("/dev/loop" + std::to_string(number)).c_str(), O_RDWR | O_CLOEXEC) : -1;
  if (device >= 0) ::close(device);
  return device >= 0;
}

bool mayMount(const std::string& folder) {
  if (::mount("none", folder.c_str(), "tmpfs", 0, nullptr) != 0) return errno != EPERM && errno != EACCES;
  ::umount(folder.c_str());
  return true;
}

// A file system in a file, and where it is mounted.
class MountedImage {
 public:
  MountedImage() {
    std::string name = (std::filesystem::temp_directory_path() / "twinlane-cut-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    m_folder = name;
    std::filesystem::create_directory(mounted());
  }
  ~MountedImage() {
    unmount();
    std::error_code ignored;
    if (!m_isKept) std::filesystem::remove_all(m_folder, ignored);
  }

  // What there is not on this machine, in words; nothing when all is there.
  const char* missing() const {
    bool hasTool = false;
    (void)runs({"mkfs.ext4", "-V"}, &hasTool);
    return !mayMount(mounted()) ? "the right to mount" : !hasLoopDevice() ? "loop devices" : !hasTool ? "mkfs.ext4" : nullptr;
  }
  bool make() {
    const int file = ::open(image().c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
    const bool isMade = file >= 0 && ::ftruncate(file, imageBytes) == 0;
    if (file >= 0) ::close(file);
    return isMade && runs({"mkfs.ext4", "-q", "-F", image()}) && mount();
  }
  // What is on the disk now and nothing else.
  bool copy() { return runs({"cp", "--sparse=always", image(), image() + ".cut"}); }
  // The copy is the disk from now on.
  bool become() {
    if (!unmount()) return false;
    std::filesystem::rename(image() + ".cut", image());
    return mount();
  }
  void keep() { m_isKept = true; }
  std::string image() const { return m_folder + "/disk"; }
  std::string mounted() const { return m_folder + "/mounted"; }

 private:
  bool mount() { return m_isMounted = runs({"mount", "-o", "loop", image(), mounted()}); }
  bool unmount() {
    if (m_isMounted) m_isMounted = !runs({"umount", mounted()});
    return !m_isMounted;
  }

  std::string m_folder;
  bool m_isMounted = false, m_isKept = false;
};

int cut(const Arguments& given) {
  MountedImage disk;
  if (const char* missing = disk.missing()) {
    std::printf("skipped: cut (missing: %s)\n", missing);
    return 0;
  }
  const std::string replay = "cut --count " + std::to_string(given["count"]) + " --seed " + std::to_string(given.seed());
  Tally tally({"cuts", "acknowledged", "events", "full_checks"});
  if (!disk.make()) tally.fail("mkfs.ext4 or mount failed", replay);
  KilledShop shop(given.seed(), disk.mounted() + "/shop");
  base::SeededRandom random(given.seed());
  for (std::int64_t cut = 1; cut <= given["count"] && !tally.failed(); ++cut) {
    bool isCopied = false;
    shop.run(withoutEnd, 0, [&](ShopProcess& process) {
      if (process.hear(1 + random.below(mostAnswers))) process.listen(withoutEnd, static_cast<int>(random.below(10'000)));
      process.hold();
      isCopied = disk.copy();
    });
    if (!isCopied || !disk.become()) {
      tally.fail("the image cannot be copied or mounted", replay);
      break;
    }
    tally.add("cuts");
    const bool fully = cut % fullOneIn == 0 || cut == given["count"];
    if (fully) tally.add("full_checks");
    if (const Finding fault = shop.check(fully)) {
      tally.fail("after cut " + std::to_string(cut) + ": " + *fault + " (kept: " + disk.image() + ")", replay);
      disk.keep();
    }
  }
  tally.add("acknowledged", static_cast<std::int64_t>(shop.history().acknowledged()));
  tally.add("events", shop.head());
  return tally.finish();
}

[[maybe_unused]] const bool knowsCut = registerVerb({"cut", {{"count", 20}, {"seed", 1, 0}}, cut});

}  // namespace
}  // namespace twinlane::simulation
