// A file in memory, so that the bytes come through ByteSource as all others do. One thread.
#pragma once

#include <cstdlib>
#include <string>
#include <string_view>
#include <sys/mman.h>
#include <unistd.h>

namespace twinlane::fuzz {

class MemoryFile {
 public:
  MemoryFile() : m_descriptor(::memfd_create("rows", 0)), m_path("/proc/self/fd/" + std::to_string(m_descriptor)) {}
  ~MemoryFile() { ::close(m_descriptor); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  const std::string& put(std::string_view bytes) {
    if (::ftruncate(m_descriptor, 0) != 0 || ::pwrite(m_descriptor, bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) std::abort();
    return m_path;
  }

 private:
  const int m_descriptor;
  const std::string m_path;
};

}  // namespace twinlane::fuzz
