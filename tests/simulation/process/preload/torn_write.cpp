// Loaded before the C library (LD_PRELOAD): the write to a file whose number TWINLANE_TORN_WRITE says puts down its first half
// and is the last thing that the process does.
#include <atomic>
#include <cstdlib>

#include <dlfcn.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

long lastWrite() {
  const char* text = std::getenv("TWINLANE_TORN_WRITE");
  return text != nullptr ? std::atol(text) : 0;
}

bool isFile(int descriptor) {
  struct stat found {};
  return ::fstat(descriptor, &found) == 0 && S_ISREG(found.st_mode);
}

template <class Call>
Call next(const char* name) {
  return reinterpret_cast<Call>(::dlsym(RTLD_NEXT, name));
}

// `put` writes so many bytes.
template <class Put>
ssize_t tornOrWhole(int descriptor, size_t bytes, Put put) {
  static const long last = lastWrite();
  static std::atomic<long> writes{0};
  if (last > 0 && isFile(descriptor) && ++writes == last) {
    (void)put(bytes / 2);
    ::raise(SIGKILL);
  }
  return put(bytes);
}

using Write = ssize_t (*)(int, const void*, size_t);
using WriteAt = ssize_t (*)(int, const void*, size_t, off64_t);

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* from, size_t bytes) {
  static const Write whole = next<Write>("write");
  return tornOrWhole(descriptor, bytes, [&](size_t some) { return whole(descriptor, from, some); });
}

ssize_t pwrite64(int descriptor, const void* from, size_t bytes, off64_t at) {
  static const WriteAt whole = next<WriteAt>("pwrite64");
  return tornOrWhole(descriptor, bytes, [&](size_t some) { return whole(descriptor, from, some, at); });
}

ssize_t pwrite(int descriptor, const void* from, size_t bytes, off_t at) { return pwrite64(descriptor, from, bytes, at); }

}  // extern "C"
