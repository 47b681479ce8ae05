// The bytes of a simulated file in blocks that copies share until one of them writes, so that an image of a disk costs its
// pointers and not its bytes. A block that was never written is zeros. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace twinlane::simulation {

class Content {
 public:
  std::int64_t size() const { return m_size; }
  // How many bytes there were; the rest of `into` is left as it is.
  std::size_t read(std::int64_t at, char* into, std::size_t count) const;
  std::string text(std::size_t most = std::string::npos) const;
  // Behind the end: zeros between.
  void write(std::int64_t at, std::string_view bytes);
  void resize(std::int64_t size);

 private:
  static constexpr std::int64_t blockBytes = 4096;
  using Block = std::vector<char>;
  Block& own(std::size_t index);

  std::vector<std::shared_ptr<Block>> m_blocks;
  std::int64_t m_size = 0;
};

}  // namespace twinlane::simulation
