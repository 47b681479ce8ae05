#include "simulation/disk/medium.h"

#include <algorithm>

namespace twinlane::simulation {
namespace {

constexpr std::int64_t sectorBytes = 512;
constexpr std::uint64_t tornPercent = 5, garbagePercent = 10;

std::uint64_t keptPercent(Damage damage) {
  switch (damage) {
    case Damage::DropAll: return 0;
    case Damage::KeepAll: return 100;
    case Damage::KeepMost: return 90;
    case Damage::KeepFew: return 10;
    case Damage::KeepHalf:
    case Damage::Garbage: break;
  }
  return 50;
}

void apply(const Medium::File::Change& change, Content& content) {
  if (change.isResize) content.resize(change.at);
  else content.write(change.at, change.bytes);
}

}  // namespace

std::string folderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash);
}

Answer readOn(Medium& medium, const Medium::File& file, std::int64_t at, char* into, std::size_t count, std::size_t& got) {
  for (got = 0; got < count;) {
    std::size_t more = 0;
    if (const Answer answer = medium.read(file, at + static_cast<std::int64_t>(got), into + got, count - got, more); answer != Answer::Ok) return answer;
    if (more == 0) break;
    got += more;
  }
  return Answer::Ok;
}

Medium::Verdict Medium::begin(Operation operation, const std::string& path, bool changes) {
  if (changes && m_before && !m_isStopped) m_before(operation, path);
  if (m_isStopped) return Verdict::Io;
  if (m_isSpared) return Verdict::Go;
  ++m_calls[static_cast<std::size_t>(operation)];
  if (!m_fault || !m_fault->operations.contains(operation) || path.find(m_fault->part) == std::string::npos) return Verdict::Go;
  if (--m_fault->at > 0 || (m_fault->at < 0 && !m_fault->persistent)) return Verdict::Go;
  ++m_injected;
  if (m_fault->kind == Fault::Kind::Full) return Verdict::Full;
  return m_fault->kind == Fault::Kind::ShortRead && operation == Operation::Read ? Verdict::Short : Verdict::Io;
}

void Medium::inject(Fault fault) { m_fault = std::move(fault); }

// ---- calls

Medium::Handle Medium::fresh(const std::string& path, const Content& content) {
  auto file = std::make_shared<File>();
  file->path = path;
  file->current = file->durable = content;
  return file;
}

Medium::Handle Medium::find(const std::string& path) const {
  const auto known = m_names.find(path);
  return known != m_names.end() ? known->second : nullptr;
}

Answer Medium::open(const std::string& path, bool create, Handle& file) {
  file = find(path);
  const bool makes = !file && create;
  const Verdict verdict = begin(Operation::Open, path, makes);
  if (verdict != Verdict::Go) {
    file.reset();
    return verdict == Verdict::Full ? Answer::Full : Answer::Io;
  }
  if (file) return Answer::Ok;
  if (!create || !isFolder(folderOf(path))) return Answer::NotThere;
  m_names[path] = file = fresh(path, {});
  return Answer::Ok;
}

Answer Medium::read(const File& file, std::int64_t at, char* into, std::size_t count, std::size_t& got) {
  got = 0;
  const Verdict verdict = begin(Operation::Read, file.path, false);
  if (verdict == Verdict::Io || verdict == Verdict::Full) return Answer::Io;
  got = file.current.read(at, into, verdict == Verdict::Short ? count / 2 : count);
  return Answer::Ok;
}

Answer Medium::write(File& file, std::int64_t at, std::string_view bytes) {
  const Verdict verdict = begin(Operation::Write, file.path);
  if (m_isStopped) return Answer::Io;
  if (verdict != Verdict::Go) bytes = bytes.substr(0, bytes.size() / 2);
  file.pending.push_back({at, std::string(bytes), false});
  file.current.write(at, bytes);
  return verdict == Verdict::Go ? Answer::Ok : verdict == Verdict::Full ? Answer::Full : Answer::Io;
}

Answer Medium::resize(File& file, std::int64_t size) {
  if (const Verdict verdict = begin(Operation::Truncate, file.path); verdict != Verdict::Go) return verdict == Verdict::Full ? Answer::Full : Answer::Io;
  file.pending.push_back({size, {}, true});
  file.current.resize(size);
  return Answer::Ok;
}

Answer Medium::sync(File& file) {
  if (const Verdict verdict = begin(Operation::Sync, file.path); verdict != Verdict::Go) {
    if (!m_isStopped && m_flush == Flush::Forgetting) {
      file.hasLost = file.hasLost || !file.pending.empty();
      file.pending.clear();
    }
    return Answer::Io;
  }
  if (m_flush == Flush::Lying) return Answer::Ok;
  if (file.hasLost)
    for (const File::Change& change : file.pending) apply(change, file.durable);
  else file.durable = file.current;
  file.pending.clear();
  return Answer::Ok;
}

Answer Medium::syncFolder(const std::string& folder) {
  if (const Verdict verdict = begin(Operation::Sync, folder); verdict != Verdict::Go) return Answer::Io;
  if (m_flush == Flush::Lying) return Answer::Ok;
  std::erase_if(m_durableNames, [&](const auto& entry) { return folderOf(entry.first) == folder; });
  for (const auto& [path, file] : m_names)
    if (folderOf(path) == folder) m_durableNames[path] = file;
  return Answer::Ok;
}

Answer Medium::remove(const std::string& path) {
  if (const auto under = m_names.upper_bound(path + "/"); under != m_names.end() && under->first.starts_with(path + "/")) return Answer::Io;
  if (!m_names.contains(path) && !isFolder(path)) return m_isStopped ? Answer::Io : Answer::NotThere;
  if (const Verdict verdict = begin(Operation::Delete, path); verdict != Verdict::Go) return Answer::Io;
  m_names.erase(path);
  m_folders.erase(path);
  return Answer::Ok;
}

Answer Medium::rename(const std::string& from, const std::string& to) {
  if (const Verdict verdict = begin(Operation::Rename, from); verdict != Verdict::Go) return verdict == Verdict::Full ? Answer::Full : Answer::Io;
  const auto known = m_names.find(from);
  if (known == m_names.end()) return Answer::NotThere;
  m_names[to] = known->second;
  m_names[to]->path = to;
  m_names.erase(from);
  return Answer::Ok;
}

Answer Medium::makeFolder(const std::string& path) {
  if (isFolder(path)) return Answer::Ok;
  if (const Verdict verdict = begin(Operation::Open, path); verdict != Verdict::Go) return verdict == Verdict::Full ? Answer::Full : Answer::Io;
  for (std::string folder = path; !folder.empty(); folder = folderOf(folder)) m_folders.insert(folder);
  return Answer::Ok;
}

Answer Medium::list(const std::string& folder, std::vector<std::string>& names) {
  if (const Verdict verdict = begin(Operation::Read, folder, false); verdict != Verdict::Go) return Answer::Io;
  if (!isFolder(folder)) return Answer::NotThere;
  for (const auto& [path, file] : m_names)
    if (folderOf(path) == folder) names.push_back(path.substr(folder.size() + 1));
  for (const std::string& path : m_folders)
    if (folderOf(path) == folder && path != folder) names.push_back(path.substr(folder.size() + 1));
  return Answer::Ok;
}

// ---- power

Content Medium::damaged(const File& file, Damage damage) {
  if (damage == Damage::DropAll || file.pending.empty()) return file.durable;
  if (damage == Damage::KeepAll) return file.current;
  const std::uint64_t kept = keptPercent(damage);
  Content content = file.durable;
  for (const File::Change& change : file.pending) {
    if (change.isResize) {
      if (m_random.below(100) < kept) apply(change, content);
      continue;
    }
    for (std::size_t from = 0; from < change.bytes.size();) {
      const std::int64_t at = change.at + static_cast<std::int64_t>(from);
      std::string part = change.bytes.substr(from, static_cast<std::size_t>(sectorBytes - at % sectorBytes));
      from += part.size();
      if (m_random.below(100) >= kept) {
        if (m_random.below(100) >= tornPercent) continue;
        part.resize(m_random.below(part.size()));
      }
      if (damage == Damage::Garbage && m_random.below(100) < garbagePercent)
        for (char& byte : part) byte = static_cast<char>(m_random.next());
      content.write(at, part);
    }
  }
  // The length may have been written before the bytes were.
  if (content.size() < file.current.size() && m_random.below(2) == 0) content.resize(file.current.size());
  return content;
}

DiskImage Medium::image(Damage damage) {
  DiskImage image;
  image.folders = m_folders;
  std::map<std::string, Handle> names = damage == Damage::DropAll ? m_durableNames : m_names;
  if (damage != Damage::DropAll && damage != Damage::KeepAll) {
    for (const auto& [path, file] : m_durableNames)
      if (!m_names.contains(path) && m_random.below(2) == 0) names[path] = file;
    for (auto& [path, file] : names) {
      const auto durable = m_durableNames.find(path);
      const Handle before = durable != m_durableNames.end() ? durable->second : nullptr;
      if (before != file && m_random.below(2) == 0) file = before;
    }
  }
  for (const auto& [path, file] : names)
    if (file) image.files.emplace(path, damaged(*file, damage));
  return image;
}

void Medium::start(const DiskImage& image) {
  m_isStopped = false;
  m_names.clear();
  m_folders = image.folders;
  for (const auto& [path, content] : image.files) m_names[path] = fresh(path, content);
  m_durableNames = m_names;
}

void Medium::resume() {
  m_isStopped = false;
  // Files of their own, so that whoever still has an old one open changes nothing.
  std::map<const File*, Handle> copies;
  const auto copyOf = [&](const Handle& file) {
    Handle& copy = copies[file.get()];
    if (!copy) {
      copy = fresh(file->path, file->current);
      copy->durable = file->durable;
      copy->pending = file->pending;
      copy->hasLost = file->hasLost;
    }
    return copy;
  };
  for (auto* names : {&m_names, &m_durableNames})
    for (auto& [path, file] : *names) file = copyOf(file);
}

}  // namespace twinlane::simulation
