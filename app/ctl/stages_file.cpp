#include "ctl/stages_file.h"

#include "ctl/documents.h"
#include "domain/format/json_text.h"

#include <filesystem>

namespace twinlane::ctl {

base::Result<StagesFile> StagesFile::open(std::string path, const std::string& dataFolder) {
  StagesFile file;
  file.m_path = std::move(path);
  if (file.m_path.empty()) return file;
  std::error_code unknown;
  const auto within = std::filesystem::weakly_canonical(file.m_path, unknown).lexically_relative(std::filesystem::weakly_canonical(dataFolder, unknown));
  if (!within.empty() && *within.begin() != "..") return base::fail(base::ErrorCode::BadInput, "this is inside the shop folder, whose files are not written over", file.m_path, "give --stages a file elsewhere");
  file.m_out.open(file.m_path, std::ios::binary);
  if (!file.m_out) return base::fail(base::ErrorCode::BadInput, "this file cannot be written", file.m_path, "give --stages a file in a folder that you may write to");
  return file;
}

base::Status StagesFile::write(const telemetry::Snapshot& snapshot) {
  if (m_path.empty()) return {};
  m_out << domain::toJson(nodeOf(snapshot)) << '\n';
  m_out.close();
  if (!m_out) return base::fail(base::ErrorCode::Io, "the file could not be written to its end", m_path, "look whether the disk is full");
  return {};
}

}  // namespace twinlane::ctl
