#include "transfer/import_run.h"

#include "bridge/gui_post.h"
#include "transfer/row_reason.h"

namespace twinlane::ui {

namespace {

RowsByReason byReason(RowsByReason counts, const std::vector<transfer::RepairAccount::Refused>& rows) {
  for (const auto& row : rows) ++counts[row.reason];
  return counts;
}

}  // namespace

ImportRun::~ImportRun() {
  m_cancelled = true;
  if (m_thread.joinable()) m_thread.join();
}

void ImportRun::begin(std::function<void()> work) {
  if (m_running) return;
  if (m_thread.joinable()) m_thread.join();
  m_running = true;
  m_cancelled = false;
  m_thread = std::jthread(std::move(work));
}

void ImportRun::start(transfer::Profile profile, std::vector<std::string> paths) {
  begin([this, profile = std::move(profile), paths = std::move(paths)] { take(profile, paths); });
}

void ImportRun::prove(transfer::Profile profile, std::vector<std::string> paths) {
  begin([this, profile = std::move(profile), paths = std::move(paths)] {
    end([answer = transfer::proveFiles(profile, paths)](ImportRun& run) {
      if (answer) emit run.proved();
      else run.tell(answer.error());
    });
  });
}

void ImportRun::repair(transfer::Profile profile, std::string headerFile, std::vector<transfer::RepairedRow> rows) {
  begin([this, profile = std::move(profile), headerFile = std::move(headerFile), rows = std::move(rows)] {
    end([answer = m_engine.takeInRepaired(profile, headerFile, rows)](ImportRun& run) {
      if (answer) emit run.repaired(*answer, byReason({}, answer->refused));
      else run.tell(answer.error());
    });
  });
}

void ImportRun::repairAll(transfer::Profile profile, std::string headerFile, std::string reason) {
  begin([this, profile = std::move(profile), headerFile = std::move(headerFile), reason = std::move(reason)] {
    end([answer = takeAll(profile, headerFile, reason)](ImportRun& run) {
      if (answer) emit run.repaired(answer->first, answer->second);
      else run.tell(answer.error());
    });
  });
}

base::Result<std::pair<transfer::RepairAccount, RowsByReason>> ImportRun::takeAll(const transfer::Profile& profile, const std::string& headerFile, const std::string& reason) {
  constexpr std::size_t slice = 200;
  const auto reader = m_engine.openReader();
  if (!reader) return tl::unexpected(reader.error());
  transfer::RepairAccount sum;
  RowsByReason stay;
  qint64 looked = 0;
  for (std::int64_t after = 0; !m_cancelled;) {
    const auto page = readAside(**reader, after, {reason, true, profile.source}, slice);
    if (!page) return tl::unexpected(page.error());
    std::vector<transfer::RepairedRow> rows;
    for (const store::QuarantinedRow& row : page->rows) rows.push_back({row.index, std::nullopt, row.reason == transfer::movedLine});
    const auto taken = m_engine.takeInRepaired(profile, headerFile, rows);
    if (!taken) return tl::unexpected(taken.error());
    sum.accepted += taken->accepted;
    sum.ignored += taken->ignored;
    sum.already += taken->already;
    sum.toCome += taken->toCome;
    if (!taken->refused.empty()) sum.refused = taken->refused;
    stay = byReason(std::move(stay), taken->refused);
    looked += static_cast<qint64>(rows.size());
    postToGui([guard = QPointer<ImportRun>(this), looked] {
      if (guard) emit guard->looked(looked);
    });
    if (!page->more) break;
    after = page->rows.back().index;
  }
  return std::pair{std::move(sum), std::move(stay)};
}

void ImportRun::take(const transfer::Profile& profile, const std::vector<std::string>& paths) {
  const QPointer<ImportRun> guard(this);
  transfer::ImportProgress progress;
  progress.step = [this, guard](const transfer::ImportAccount& account, std::int64_t, std::int64_t) {
    postToGui([guard, account] {
      if (guard) emit guard->progressed(account);
    });
    return !m_cancelled;
  };
  end([answer = m_engine.importFiles(profile, paths, progress)](ImportRun& run) {
    if (answer) emit run.finished(*answer);
    else run.tell(answer.error());
  });
}

void ImportRun::end(std::function<void(ImportRun&)> tell) {
  postToGui([guard = QPointer<ImportRun>(this), tell = std::move(tell)] {
    if (!guard) return;
    guard->m_running = false;
    tell(*guard);
  });
}

void ImportRun::tell(const base::Error& error) {
  emit failed(QString::fromStdString(error.what), QString::fromStdString(error.where), QString::fromStdString(error.remedy));
}

}  // namespace twinlane::ui
