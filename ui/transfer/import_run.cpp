#include "transfer/import_run.h"

#include "bridge/gui_post.h"

namespace twinlane::ui {

ImportRun::~ImportRun() {
  m_cancelled = true;
  if (m_thread.joinable()) m_thread.join();
}

void ImportRun::start(transfer::Profile profile, std::vector<std::string> paths) {
  if (m_running) return;
  if (m_thread.joinable()) m_thread.join();
  m_running = true;
  m_cancelled = false;
  m_thread = std::jthread([this, profile = std::move(profile), paths = std::move(paths)] { run(profile, paths); });
}

void ImportRun::run(const transfer::Profile& profile, const std::vector<std::string>& paths) {
  const QPointer<ImportRun> guard(this);
  transfer::ImportProgress progress;
  progress.step = [this, guard](const transfer::ImportAccount& account, std::int64_t bytes, std::int64_t ofBytes) {
    postToGui([guard, account, bytes, ofBytes] {
      if (guard) emit guard->progressed(account, bytes, ofBytes);
    });
    return !m_cancelled;
  };
  auto answer = std::make_shared<base::Result<transfer::ImportAccount>>(m_engine.importFiles(profile, paths, progress));
  postToGui([guard, answer] {
    if (!guard) return;
    guard->m_running = false;
    if (*answer) return emit guard->finished(**answer);
    const base::Error& error = answer->error();
    emit guard->failed(QString::fromStdString(error.what), QString::fromStdString(error.where), QString::fromStdString(error.remedy));
  });
}

}  // namespace twinlane::ui
