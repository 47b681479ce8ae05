#include "care/verify.h"

#include "care/journal_check.h"
#include "care/table_check.h"
#include "care/view_check.h"
#include "projection/read_model.h"

namespace twinlane::care {

namespace {

base::Status runChecks(const VerifySources& sources, const std::string& shadowFolder, VerifyReport& report) {
  if (!sources.journalPath.empty()) {
    if (auto checked = checkChain(sources.journalPath, *sources.files, report); !checked) return checked;
    report.checks.push_back({"head_witness", true, sources.witnessed ? 1 : 0});
    if (!sources.witnessed) report.notes.push_back("no head witness could be compared: it would not be noticed if the log had lost its end");
    // A damaged journal proves nothing about what was made from it.
    if (report.journalDamaged) return {};
    if (auto checked = checkWriteTables(sources.journalPath, shadowFolder, *sources.files, report); !checked) return checked;
  }
  for (const std::string& name : projection::readModelNames())
    if (auto checked = checkView(name, {sources.viewsFolder, shadowFolder, sources.zone, sources.witnessed, {}}, *sources.feed, *sources.files, *sources.clock, report); !checked) return checked;
  return {};
}

}  // namespace

base::Result<VerifyReport> proveList(const VerifySources& sources, const std::string& name, const Beside& beside) {
  VerifyReport report;
  const std::string shadowFolder = sources.viewsFolder + "/proof";
  const auto checked = checkView(name, {sources.viewsFolder, shadowFolder, sources.zone, sources.witnessed, beside}, *sources.feed, *sources.files, *sources.clock, report);
  (void)sources.files->remove(shadowFolder);
  if (!checked) return tl::unexpected(checked.error());
  return report;
}

base::Result<VerifyReport> verify(const VerifySources& sources) {
  VerifyReport report;
  const bool hadViews = sources.files->exists(sources.viewsFolder);
  const std::string shadowFolder = sources.viewsFolder + "/check";
  const auto checked = runChecks(sources, shadowFolder, report);
  (void)sources.files->remove(shadowFolder);
  if (!hadViews) (void)sources.files->remove(sources.viewsFolder);
  if (!checked) return tl::unexpected(checked.error());
  return report;
}

}  // namespace twinlane::care
