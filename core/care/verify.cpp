#include "care/verify.h"

#include "care/journal_check.h"
#include "care/table_check.h"
#include "care/view_check.h"
#include "projection/read_model.h"

namespace twinlane::care {

base::Result<VerifyReport> verify(const VerifySources& sources) {
  VerifyReport report;
  if (!sources.journalPath.empty()) {
    if (auto checked = checkChain(sources.journalPath, *sources.files, report); !checked) return tl::unexpected(checked.error());
    report.checks.push_back({"head_witness", true, sources.witnessed ? 1 : 0});
    // A damaged journal proves nothing about what was made from it.
    if (report.journalDamaged) return report;
    if (auto checked = checkWriteTables(sources.journalPath, sources.viewsFolder + "/check", *sources.files, report); !checked) return tl::unexpected(checked.error());
  }
  for (const std::string& name : projection::readModelNames())
    if (auto checked = checkView(name, sources.viewsFolder, sources.zone, *sources.feed, *sources.files, report); !checked) return tl::unexpected(checked.error());
  return report;
}

}  // namespace twinlane::care
