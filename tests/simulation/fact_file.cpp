#include "simulation/fact_file.h"

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <unistd.h>

namespace twinlane::simulation {
namespace {

constexpr const char* profileText = R"({"name": "Old shop", "source": "old-shop", "shape": "flat_lines", "separator": ";", "date_format": "%Y-%m-%d %H:%M",
  "zone": "UTC", "currency": "EUR",
  "columns": {"order": "Doc", "product": "Art", "quantity": "Count", "unit_price": "Price", "placed_at": "Time", "customer": "Customer"},
  "classes": [{"name": "gift", "fate": "ignore", "reason": "free_gift", "when": [{"column": "Price", "sign": "zero"}]},
              {"name": "return", "fate": "return_line", "when": [{"column": "Doc", "pattern": "R[0-9]+"}]},
              {"name": "sale", "fate": "sale_line", "when": [{"column": "Count", "sign": "positive"}]}],
  "unreadable_rows": "quarantine"})";

transfer::Profile profile() {
  auto check = transfer::readProfile("old_shop.json", profileText);
  if (!check.problems.empty()) throw std::logic_error("the profile of the simulation: " + check.problems.front().key + " " + check.problems.front().problem);
  return std::move(check.profile);
}

constexpr const char* name = "orders.csv";

std::string pathIn(const std::string& folder) { return folder + "/" + name; }

// The journal keeps where an imported file really lies: one place for all runs of a process, wherever their temporary files are, so that
// a seed leaves the same trace in each. One run at a time writes to it.
const std::string& folderOfProcess() {
  static const std::string folder = (std::filesystem::temp_directory_path() / ("twinlane-facts-" + std::to_string(::getpid()))).string();
  return folder;
}

}  // namespace

FactFile::FactFile(base::Random& random) : m_random(random), m_folder(folderOfProcess()) {
  std::filesystem::create_directories(m_folder);
  std::ofstream(pathIn(m_folder)) << "Doc;Art;Count;Price;Time;Customer\n";
}

FactFile::~FactFile() {
  std::error_code ignored;
  std::filesystem::remove_all(m_folder, ignored);
}

void FactFile::grow() {
  std::ofstream file(pathIn(m_folder), std::ios::app);
  for (auto more = between(1, 12); more > 0; --more, ++m_rows) {
    const auto kind = between(1, 20);
    if (kind == 1) {
      file << "A1;T1;many;1.00;2011-01-01 10:00;C1\n";  // no number
      continue;
    }
    const bool isReturn = kind == 2;
    // Often the document of the row before, now and then one of long ago.
    if (m_documents == 0 || between(1, 3) == 1) ++m_documents;
    const auto document = between(1, 6) == 1 ? between(1, m_documents) : m_documents;
    file << (isReturn ? "R" : "A") << document << ";T" << between(1, 6) << ";" << (isReturn ? -between(1, 3) : between(1, 5)) << ";" << (kind == 3 ? 0 : between(1, 90)) << ".50;201" << between(0, 2)
         << "-0" << between(1, 9) << "-1" << between(0, 9) << " 1" << between(0, 9) << ":30;C" << between(1, 5) << "\n";
  }
}

base::Result<transfer::ImportAccount> FactFile::import(engine::Engine& engine) {
  return engine.importFiles(profile(), {pathIn(m_folder)}, {});
}

Finding FactFile::takeIn(engine::Engine& engine, bool mustWork) {
  const auto account = import(engine);
  if (!account) return mustWork ? Finding("an import failed: " + account.error().what + " " + account.error().where) : std::nullopt;
  m_taken += account->rows - account->alreadyImported;
  if (!account->balanced() || account->rows != m_rows) return "an import of " + std::to_string(m_rows) + " rows counts " + std::to_string(account->rows) + (account->balanced() ? "" : ", not balanced");
  return std::nullopt;
}

Finding FactFile::takeInTwice(engine::Engine& engine) {
  if (m_rows == 0) return std::nullopt;
  if (auto fault = takeIn(engine, true)) return fault;
  const auto again = import(engine);
  if (!again) return again.error().what;
  if (again->alreadyImported != m_rows) return std::to_string(again->alreadyImported) + " of " + std::to_string(m_rows) + " rows are known after an import";
  auto reader = engine.openReader();
  if (!reader) return reader.error().what;
  const auto account = (*reader)->importAccount();
  if (!account) return account.error().what;
  return account->rows == m_rows ? std::nullopt : Finding("the journal has taken in " + std::to_string(account->rows) + " rows of " + std::to_string(m_rows));
}

}  // namespace twinlane::simulation
