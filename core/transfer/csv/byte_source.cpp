#include "transfer/csv/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <sys/stat.h>
#include <vector>
#include <zlib.h>

namespace twinlane::transfer {
namespace {

constexpr std::int64_t leastBlock = 4 * 1024, mostBlock = 256 * 1024;
constexpr unsigned char firstOfGzip = 0x1F, secondOfGzip = 0x8B;
// zlib: the greatest window, and the head of gzip before what is packed.
constexpr int gzipOnly = 16 + MAX_WBITS;

}  // namespace

struct ByteSource::State {
  std::string path;
  std::FILE* file = nullptr;  // none of a text: the block holds it all
  std::int64_t total = 0;
  std::int64_t left = 0;  // bytes that may still be given
  bool cut = false;
  bool packed = false;    // and `stream` is ready to unpack
  std::int64_t taken = 0; // from the file into the block
  std::vector<unsigned char> block;
  z_stream stream{};      // its input is what is left of the block

  ~State() {
    if (packed) inflateEnd(&stream);
    if (file != nullptr) std::fclose(file);
  }

  // The next block of the file; none is left in it at the end.
  base::Status fill();
  base::Result<std::size_t> copy(std::span<char> into);
  base::Result<std::size_t> unpack(std::span<char> into);
};

namespace {

tl::unexpected<base::Error> failToOpen(const std::string& path, int reason) {
  if (reason == ENOENT || reason == ENOTDIR)
    return base::fail(base::ErrorCode::NotFound, "there is no such file", path, "check the path");
  if (reason == EACCES || reason == EPERM)
    return base::fail(base::ErrorCode::Denied, "the file may not be read", path, "give yourself the right to read it");
  if (reason == ENAMETOOLONG || reason == ELOOP)
    return base::fail(base::ErrorCode::BadInput, std::string("this is no path of a file: ") + std::strerror(reason), path, "check the path");
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
  // It would be waited for without end, and an import reads a file more than once.
  if (!S_ISREG(facts.st_mode))
    return base::fail(base::ErrorCode::BadInput, "this is a pipe or a device, not a file", path, "write what comes out of it to a file and give that");
  auto state = std::make_unique<State>();
  state->path = path;
  state->total = facts.st_size;
  state->left = most;
  state->block.resize(static_cast<std::size_t>(std::clamp(state->total, leastBlock, mostBlock)));
  state->file = std::fopen(path.c_str(), "rb");
  if (state->file == nullptr) return failToOpen(path, errno);
  if (auto first = state->fill(); !first) return tl::unexpected(first.error());
  if (state->stream.avail_in >= 2 && state->block[0] == firstOfGzip && state->block[1] == secondOfGzip) {
    if (inflateInit2(&state->stream, gzipOnly) != Z_OK) return base::fail(base::ErrorCode::Io, "the file cannot be unpacked: no memory", path, "free some memory");
    state->packed = true;
  }
  return ByteSource(std::move(state));
}

ByteSource ByteSource::ofText(std::string_view text) {
  auto state = std::make_unique<State>();
  state->total = state->taken = static_cast<std::int64_t>(text.size());
  state->left = std::numeric_limits<std::int64_t>::max();
  state->block.assign(text.begin(), text.end());
  state->stream.next_in = state->block.data();
  state->stream.avail_in = static_cast<unsigned>(text.size());
  return ByteSource(std::move(state));
}

base::Status ByteSource::State::fill() {
  const std::size_t count = file == nullptr ? 0 : std::fread(block.data(), 1, block.size(), file);
  if (count == 0 && file != nullptr && std::ferror(file) != 0)
    return base::fail(base::ErrorCode::Io, std::string("reading failed: ") + std::strerror(errno), path, "check the disk");
  taken += static_cast<std::int64_t>(count);
  stream.next_in = block.data();
  stream.avail_in = static_cast<unsigned>(count);
  return {};
}

base::Result<std::size_t> ByteSource::State::copy(std::span<char> into) {
  if (stream.avail_in == 0)
    if (auto filled = fill(); !filled) return tl::unexpected(filled.error());
  const std::size_t count = std::min(into.size(), std::size_t{stream.avail_in});
  std::memcpy(into.data(), stream.next_in, count);
  stream.next_in += count;
  stream.avail_in -= static_cast<unsigned>(count);
  return count;
}

// A .gz is one or more packed parts, one behind the other.
base::Result<std::size_t> ByteSource::State::unpack(std::span<char> into) {
  stream.next_out = reinterpret_cast<unsigned char*>(into.data());
  stream.avail_out = static_cast<unsigned>(into.size());
  const auto given = [&] { return into.size() - stream.avail_out; };
  // What came before the damage is given first.
  const auto damaged = [&](const std::string& what) -> base::Result<std::size_t> {
    if (given() > 0) return given();
    return base::fail(base::ErrorCode::BadInput, "the packed file is " + what, path, "fetch the file again, or unpack it and look at what comes out; nothing was taken in");
  };
  while (stream.avail_out > 0) {
    if (stream.avail_in == 0)
      if (auto filled = fill(); !filled) return tl::unexpected(filled.error());
    const bool betweenParts = stream.total_in == 0;
    if (stream.avail_in == 0) return betweenParts ? given() : damaged("cut short");
    if (betweenParts && *stream.next_in != firstOfGzip) return damaged("followed by bytes that are not packed");
    const int answer = inflate(&stream, Z_NO_FLUSH);
    if (answer == Z_STREAM_END) {
      inflateReset(&stream);
    } else if (answer != Z_OK) {
      return damaged(std::string("damaged (") + (stream.msg == nullptr ? "not gzip" : stream.msg) + ")");
    }
  }
  return given();
}

base::Result<std::size_t> ByteSource::read(std::span<char> into) {
  const auto give = [&](std::span<char> some) { return m_state->packed ? m_state->unpack(some) : m_state->copy(some); };
  if (m_state->left == 0) {
    char beyond = 0;
    m_state->cut = give({&beyond, 1}).value_or(0) > 0;
    return std::size_t{0};
  }
  constexpr std::int64_t mostAtOnce = std::int64_t{1} << 30;
  const auto count = give(into.first(static_cast<std::size_t>(std::min({static_cast<std::int64_t>(into.size()), m_state->left, mostAtOnce}))));
  if (count) m_state->left -= static_cast<std::int64_t>(*count);
  return count;
}

bool ByteSource::isPacked() const { return m_state->packed; }
bool ByteSource::cut() const { return m_state->cut; }

const std::string& ByteSource::path() const { return m_state->path; }

std::int64_t ByteSource::bytesRead() const { return m_state->taken - m_state->stream.avail_in; }

std::int64_t ByteSource::bytesTotal() const { return m_state->total; }

}  // namespace twinlane::transfer
