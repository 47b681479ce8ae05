#include "store/witness.h"

#include <cstdio>

namespace twinlane::store {

namespace {

bool readDigest(base::Digest& digest, const char* hex) {
  const auto bytes = base::fromHex(hex);
  if (!bytes || bytes->size() != digest.size()) return false;
  digest = digestFrom(*bytes);
  return true;
}

base::Digest sumOf(std::string_view line) { return base::DigestWriter{}.field(line).digest(); }

}  // namespace

base::Result<std::optional<Witness::Seen>> Witness::seen(const std::string& path, const base::FileSystem& files) {
  if (!files.exists(path)) return std::nullopt;
  const auto content = files.read(path, 200);
  if (!content) return tl::unexpected(content.error());
  long long incarnation = 0, position = 0, eventless = 0;
  char link[33] = {}, eventlessLink[33] = {}, sum[33] = {};
  int summed = 0;
  if (std::sscanf(content->c_str(), "%lld %lld %32s %lld %32s %n%32s", &incarnation, &position, link, &eventless, eventlessLink, &summed, sum) != 6) return std::nullopt;
  Seen seen;
  base::Digest expected{};
  if (!readDigest(seen.head.link, link) || !readDigest(seen.eventless.link, eventlessLink) || !readDigest(expected, sum)) return std::nullopt;
  if (expected != sumOf(std::string_view(*content).substr(0, static_cast<std::size_t>(summed)))) return std::nullopt;
  seen.head.identity.incarnation = incarnation;
  seen.head.position = position;
  seen.eventless.seq = eventless;
  return seen;
}

base::Result<Witness> Witness::open(const std::string& path, base::FileSystem& files) {
  Witness witness;
  auto file = files.openRewritable(path);
  if (!file) return tl::unexpected(file.error());
  witness.m_file = std::move(*file);
  return witness;
}

base::Status Witness::write(const Seen& now) {
  // Fixed width, so that a rewrite covers what was there.
  char text[160];
  const int length = std::snprintf(text, sizeof text, "%010lld %019lld %s %020lld %s ", static_cast<long long>(now.head.identity.incarnation),
                                   static_cast<long long>(now.head.position), base::toHex(now.head.link).c_str(), static_cast<long long>(now.eventless.seq), base::toHex(now.eventless.link).c_str());
  // A power cut may leave the beginning of this line before the end of an older one.
  const std::string_view line(text, static_cast<std::size_t>(length));
  return m_file->rewrite(std::string(line) + base::toHex(sumOf(line)) + "\n");
}

}  // namespace twinlane::store
