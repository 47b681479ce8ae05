// What the last comparison of a list with its events found, in a file of its own beside it ("<name>.proof"), so that it is known when
// the folder is opened again. It holds for one generation, as far as that has come. Any thread; whoever compared writes it, whole.
#pragma once

#include "base/file_system.h"
#include "projection/status.h"

namespace twinlane::projection {

base::Status keepProof(base::FileSystem& files, const std::string& folder, const std::string& name, int generation, const Proof& proof);
// Nothing when none is kept of this generation.
std::optional<Proof> keptProof(const base::FileSystem& files, const std::string& folder, const std::string& name, int generation);
// At opening: what is kept of another file than this one, as where a file that was lost was made anew or an older one put back, would
// be told of it once it has come as far.
void forgetProofOfOther(base::FileSystem& files, const std::string& folder, const std::string& name, int generation, store::Position reached);

}  // namespace twinlane::projection
