#include "store/witness.h"

#include <cstdio>

namespace twinlane::store {

base::Result<Witness> Witness::open(const std::string& path, base::FileSystem& files) {
  Witness witness;
  if (files.exists(path)) {
    const auto content = files.read(path);
    if (!content) return tl::unexpected(content.error());
    long long incarnation = 0, position = 0;
    char link[33] = {};
    if (std::sscanf(content->c_str(), "%lld %lld %32s", &incarnation, &position, link) == 3) {
      StoreHead head;
      head.identity.incarnation = incarnation;
      head.position = position;
      if (const auto bytes = base::fromHex(link); bytes && bytes->size() == head.link.size()) std::copy(bytes->begin(), bytes->end(), head.link.begin());
      witness.m_seen = head;
    }
  }
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
