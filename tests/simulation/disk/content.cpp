#include "simulation/disk/content.h"

#include <algorithm>
#include <cstring>

namespace twinlane::simulation {

std::size_t Content::read(std::int64_t at, char* into, std::size_t count) const {
  if (at >= m_size) return 0;
  const std::size_t there = static_cast<std::size_t>(std::min(m_size - at, static_cast<std::int64_t>(count)));
  for (std::size_t done = 0; done < there;) {
    const std::int64_t from = at + static_cast<std::int64_t>(done), inBlock = from % blockBytes;
    const std::size_t part = std::min(there - done, static_cast<std::size_t>(blockBytes - inBlock));
    const auto& block = m_blocks[static_cast<std::size_t>(from / blockBytes)];
    if (block) std::memcpy(into + done, block->data() + inBlock, part);
    else std::memset(into + done, 0, part);
    done += part;
  }
  return there;
}

std::string Content::text(std::size_t most) const {
  std::string all(std::min(static_cast<std::size_t>(m_size), most), '\0');
  read(0, all.data(), all.size());
  return all;
}

Content::Block& Content::own(std::size_t index) {
  auto& block = m_blocks[index];
  if (!block) block = std::make_shared<Block>(blockBytes);
  else if (block.use_count() > 1) block = std::make_shared<Block>(*block);
  return *block;
}

void Content::write(std::int64_t at, std::string_view bytes) {
  const std::int64_t end = at + static_cast<std::int64_t>(bytes.size());
  if (end > m_size) resize(end);
  while (!bytes.empty()) {
    const std::int64_t inBlock = at % blockBytes;
    const std::size_t part = std::min(bytes.size(), static_cast<std::size_t>(blockBytes - inBlock));
    std::memcpy(own(static_cast<std::size_t>(at / blockBytes)).data() + inBlock, bytes.data(), part);
    bytes.remove_prefix(part);
    at += static_cast<std::int64_t>(part);
  }
}

void Content::resize(std::int64_t size) {
  const auto blocks = static_cast<std::size_t>((size + blockBytes - 1) / blockBytes);
  m_blocks.resize(blocks);
  // What is cut off comes back as zeros.
  if (size < m_size && size % blockBytes != 0 && m_blocks.back()) {
    Block& last = own(blocks - 1);
    std::fill(last.begin() + size % blockBytes, last.end(), '\0');
  }
  m_size = size;
}

}  // namespace twinlane::simulation
