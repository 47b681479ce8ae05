#include "care/guard_sums.h"

namespace twinlane::care {

GuardSums::GuardSums(std::string folder, std::string name, base::FileSystem& files, std::size_t most)
    : m_folder(std::move(folder)), m_path(m_folder + "/" + name + "-sums.sqlite"), m_files(files), m_most(most) {}

GuardSums::~GuardSums() {
  if (!m_shadow) return;
  m_add = {};
  m_find = {};
  m_shadow.reset();
  remove();
}

void GuardSums::remove() {
  for (const char* suffix : {"", "-wal", "-shm"}) (void)m_files.remove(m_path + suffix);
}

base::Status GuardSums::openShadow() {
  if (auto made = m_files.makeFolder(m_folder); !made) return made;
  remove();  // of a check that was cut off
  auto opened = sqlite::Connection::open(m_path, sqlite::Access::Create, m_files);
  if (!opened) return tl::unexpected(opened.error());
  m_shadow.emplace(std::move(*opened));
  // Nobody needs it after a crash.
  if (auto made = m_shadow->run("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; CREATE TABLE sums(key TEXT PRIMARY KEY, a INTEGER NOT NULL, b INTEGER NOT NULL, c INTEGER NOT NULL) STRICT, WITHOUT ROWID"); !made) return made;
  for (const auto& [statement, sql] : {std::pair<sqlite::Statement*, const char*>{&m_add, "INSERT INTO sums VALUES(?1,?2,?3,?4) ON CONFLICT(key) DO UPDATE SET a=a+?2, b=b+?3, c=c+?4"},
                                       {&m_find, "SELECT a, b, c FROM sums WHERE key=?"}}) {
    auto prepared = m_shadow->prepare(sql);
    if (!prepared) return tl::unexpected(prepared.error());
    *statement = std::move(*prepared);
  }
  return {};
}

base::Status GuardSums::merge() {
  if (!m_shadow)
    if (auto opened = openShadow(); !opened) return opened;
  auto transaction = sqlite::Transaction::begin(*m_shadow);
  if (!transaction) return tl::unexpected(transaction.error());
  for (const auto& [key, sums] : m_sums)
    if (auto put = m_add.bind(1, key).bind(2, sums[0]).bind(3, sums[1]).bind(4, sums[2]).execute(); !put) return put;
  m_sums.clear();
  return transaction->commit();
}

base::Status GuardSums::add(const std::string& key, const Sums& more) {
  Sums& sums = m_sums[key];
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += more[i];
  return m_sums.size() > m_most ? merge() : base::Status();
}

base::Result<std::optional<GuardSums::Sums>> GuardSums::find(const std::string& key) {
  if (!m_shadow) {
    const auto known = m_sums.find(key);
    return known != m_sums.end() ? std::optional(known->second) : std::nullopt;
  }
  if (!m_sums.empty())
    if (auto merged = merge(); !merged) return tl::unexpected(merged.error());
  const auto row = m_find.bind(1, key).step();
  if (!row) return tl::unexpected(row.error());
  if (!*row) return std::nullopt;
  const Sums sums{m_find.integer(0), m_find.integer(1), m_find.integer(2)};
  m_find.reset();
  return sums;
}

base::Result<std::int64_t> GuardSums::size() {
  if (!m_shadow) return static_cast<std::int64_t>(m_sums.size());
  if (auto merged = merge(); !merged) return tl::unexpected(merged.error());
  return m_shadow->number("SELECT count(*) FROM sums");
}

}  // namespace twinlane::care
