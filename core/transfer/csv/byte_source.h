// Bytes of a file from its start to its end, unpacked once when it is gzip (by its first two bytes, whatever its name).
// Streams; holds no more than one block, whatever it unpacks to. One thread. Errors: NotFound, Denied, BadInput (a folder, a
// .gz that is cut short, damaged, or followed by bytes that are no gzip), Io.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <span>
#include <string_view>

namespace twinlane::transfer {

class ByteSource {
 public:
  // `most`: so many bytes are given, then it is as if the file ended.
  static base::Result<ByteSource> open(const std::string& path, std::int64_t most = std::numeric_limits<std::int64_t>::max());
  // Gives the bytes of a text as they stand; it has no path.
  static ByteSource ofText(std::string_view text);
  ~ByteSource();
  ByteSource(ByteSource&&) noexcept;
  ByteSource& operator=(ByteSource&&) noexcept;

  // Fills the front of `into`; returns how many bytes, 0 only at the end.
  base::Result<std::size_t> read(std::span<char> into);

  // It is gzip.
  bool isPacked() const;

  // More than `most` bytes were asked for, and are there.
  bool cut() const;

  const std::string& path() const;
  // Of the file as it lies on disk (packed, when it is).
  std::int64_t bytesRead() const;
  std::int64_t bytesTotal() const;

 private:
  struct State;
  explicit ByteSource(std::unique_ptr<State> state);
  std::unique_ptr<State> m_state;
};

}  // namespace twinlane::transfer
