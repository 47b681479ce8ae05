#include "transfer/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <zlib.h>

namespace twinlane::transfer {

struct ByteSource::State {
  std::string path;
  gzFile file = nullptr;
  std::int64_t total = 0;
  std::int64_t left = 0;  // bytes that may still be given
  bool cut = false;

  ~State() {
    if (file != nullptr) gzclose(file);
  }
};

namespace {

constexpr unsigned unpackedBytes = 256 * 1024;

tl::unexpected<base::Error> failToOpen(const std::string& path, int reason) {
  if (reason == ENOENT || reason == ENOTDIR)
    return base::fail(base::ErrorCode::NotFound, "there is no such file", path, "check the path");
  if (reason == EACCES || reason == EPERM)
    return base::fail(base::ErrorCode::Denied, "the file may not be read", path, "give yourself the right to read it");
  return base::fail(base::ErrorCode::Io, std::string("the file could not be opened: ") + std::strerror(reason), path, "check the disk");
}

}  // namespace

ByteSource::ByteSource(std::unique_ptr<State> state) : m_state(std::move(state)) {}
ByteSource::~ByteSource() = default;
ByteSource::ByteSource(ByteSource&&) noexcept = default;
ByteSource& ByteSource::operator=(ByteSource&&) noexcept = default;

base::Result<ByteSource> ByteSource::open(const std::string& path, std::int64_t most) {
  struct stat facts {};
  if (::stat(path.c_str(), &facts) != 0) return failToOpen(path, errno);
  if (S_ISDIR(facts.st_mode))
    return base::fail(base::ErrorCode::BadInput, "this is a folder, not a file", path, "name the CSV files in it");
  auto state = std::make_unique<State>();
  state->path = path;
  state->total = facts.st_size;
  state->left = most;
  errno = 0;
  state->file = gzopen(path.c_str(), "rb");
  if (state->file == nullptr) return failToOpen(path, errno);
  gzbuffer(state->file, unpackedBytes);
  return ByteSource(std::move(state));
}

base::Result<std::size_t> ByteSource::read(std::span<char> into) {
  if (m_state->left == 0) {
    char beyond = 0;
    m_state->cut = gzread(m_state->file, &beyond, 1) > 0;
    return std::size_t{0};
  }
  const auto wanted = std::min({static_cast<std::int64_t>(into.size()), m_state->left, std::int64_t{1} << 30});
  const int count = gzread(m_state->file, into.data(), static_cast<unsigned>(wanted));
  int code = Z_OK;
  const char* words = gzerror(m_state->file, &code);
  // A packed file cut short gives its last bytes first and tells only here.
  if (count < 0 || (count == 0 && code != Z_OK && code != Z_STREAM_END)) {
    if (code == Z_ERRNO) return base::fail(base::ErrorCode::Io, std::string("reading failed: ") + std::strerror(errno), m_state->path, "check the disk");
    return base::fail(base::ErrorCode::BadInput, std::string("the packed file is damaged or cut short (") + words + ")", m_state->path,
                      "fetch the file again; nothing was taken in");
  }
  m_state->left -= count;
  return static_cast<std::size_t>(count);
}

bool ByteSource::cut() const { return m_state->cut; }

const std::string& ByteSource::path() const { return m_state->path; }

std::int64_t ByteSource::bytesRead() const { return gzoffset(m_state->file); }

std::int64_t ByteSource::bytesTotal() const { return m_state->total; }

}  // namespace twinlane::transfer
