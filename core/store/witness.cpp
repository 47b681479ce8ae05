#include "store/witness.h"

#include <cstdio>

namespace twinlane::store {

base::Result<std::optional<StoreHead>> Witness::seen(const std::string& path, const base::FileSystem& files) {
  if (!files.exists(path)) return std::nullopt;
  const auto content = files.read(path, 200);
  if (!content) return tl::unexpected(content.error());
  long long incarnation = 0, position = 0;
  char link[33] = {};
  if (std::sscanf(content->c_str(), "%lld %lld %32s", &incarnation, &position, link) != 3) return std::nullopt;
  StoreHead head;
  const auto bytes = base::fromHex(link);
  if (!bytes || bytes->size() != head.link.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), head.link.begin());
  head.identity.incarnation = incarnation;
  head.position = position;
  return head;
}

base::Result<Witness> Witness::open(const std::string& path, base::FileSystem& files) {
  Witness witness;
  auto file = files.openRewritable(path);
  if (!file) return tl::unexpected(file.error());
  witness.m_file = std::move(*file);
  return witness;
}

base::Status Witness::write(const StoreHead& head) {
  // Fixed width, so that a rewrite covers what was there.
  char text[96];
  const int length = std::snprintf(text, sizeof text, "%010lld %019lld %s\n", static_cast<long long>(head.identity.incarnation),
                                   static_cast<long long>(head.position), base::toHex(head.link).c_str());
  return m_file->rewrite(std::string_view(text, static_cast<std::size_t>(length)));
}

}  // namespace twinlane::store
