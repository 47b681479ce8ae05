#include "store/witness.h"

#include <cstdio>
#include <utility>

namespace twinlane::store {

namespace {

bool readDigest(base::Digest& digest, const char* hex) {
  const auto bytes = base::fromHex(hex);
  if (!bytes || bytes->size() != digest.size()) return false;
  digest = digestFrom(*bytes);
  return true;
}

// Proves that a line is whole.
std::string checkOf(std::string_view line) { return base::toHex(base::DigestWriter{}.field(line).digest()); }

constexpr std::size_t mostLines = 400;  // bytes

std::string lineOf(const Witness::Seen& seen) {
  // Fixed width, so that a rewrite covers what was there.
  char text[160];
  const int length = std::snprintf(text, sizeof text, "%010lld %019lld %s %020lld %s", static_cast<long long>(seen.head.identity.incarnation),
                                   static_cast<long long>(seen.head.position), base::toHex(seen.head.link).c_str(), static_cast<long long>(seen.eventless.seq), base::toHex(seen.eventless.link).c_str());
  const std::string_view line(text, static_cast<std::size_t>(length));
  return std::string(line) + " " + checkOf(line) + "\n";
}

std::optional<Witness::Seen> readLine(std::string_view line) {
  const std::size_t end = line.rfind(' ');
  if (end == std::string_view::npos || line.substr(end + 1) != checkOf(line.substr(0, end))) return std::nullopt;
  long long incarnation = 0, position = 0, eventless = 0;
  char link[33] = {}, eventlessLink[33] = {};
  if (std::sscanf(std::string(line).c_str(), "%lld %lld %32s %lld %32s", &incarnation, &position, link, &eventless, eventlessLink) != 5) return std::nullopt;
  Witness::Seen seen;
  if (!readDigest(seen.head.link, link) || !readDigest(seen.eventless.link, eventlessLink)) return std::nullopt;
  seen.head.identity.incarnation = incarnation;
  seen.head.position = position;
  seen.eventless.seq = eventless;
  return seen;
}

}  // namespace

base::Result<std::optional<Witness::Seen>> Witness::seen(const std::string& path, const base::FileSystem& files) {
  if (!files.exists(path)) return std::nullopt;
  const auto content = files.read(path, mostLines);
  if (!content) return tl::unexpected(content.error());
  std::optional<Seen> newest;
  for (std::size_t from = 0, end = 0; (end = content->find('\n', from)) != std::string::npos; from = end + 1)
    if (const auto seen = readLine(std::string_view(*content).substr(from, end - from))) newest = seen;
  return newest;
}

base::Result<Witness> Witness::open(const std::string& path, base::FileSystem& files) {
  const auto before = seen(path, files);
  if (!before) return tl::unexpected(before.error());
  Witness witness;
  if (*before) witness.m_last = lineOf(**before);
  auto file = files.openRewritable(path);
  if (!file) return tl::unexpected(file.error());
  witness.m_file = std::move(*file);
  return witness;
}

base::Status Witness::write(const Seen& now) {
  const std::string before = std::exchange(m_last, lineOf(now));
  return m_file->rewrite((before.empty() ? m_last : before) + m_last);
}

}  // namespace twinlane::store
