#include "projection/proof_mark.h"

#include <algorithm>
#include <sstream>

namespace twinlane::projection {
namespace {

std::string proofPath(const std::string& folder, const std::string& name) { return folder + "/" + name + ".proof"; }

std::uint8_t ofHex(char c) { return static_cast<std::uint8_t>(c >= 'a' ? c - 'a' + 10 : c - '0'); }

}  // namespace

base::Status keepProof(base::FileSystem& files, const std::string& folder, const std::string& name, int generation, const Proof& proof) {
  std::string difference = proof.difference;
  std::replace(difference.begin(), difference.end(), '\n', ' ');
  return files.replace(proofPath(folder, name), std::to_string(generation) + " " + (proof.isSame ? "1 " : "0 ") + std::to_string(proof.position) + " " + base::toHex(proof.root) + " " + std::to_string(proof.rows) + " " + std::to_string(proof.at.micros) + "\n" + difference);
}

std::optional<Proof> keptProof(const base::FileSystem& files, const std::string& folder, const std::string& name, int generation) {
  const auto content = files.read(proofPath(folder, name));
  if (!content) return std::nullopt;
  std::istringstream words(*content);
  Proof proof;
  int of = 0;
  std::string root;
  if (!(words >> of >> proof.isSame >> proof.position >> root >> proof.rows >> proof.at.micros) || of != generation || root.size() != 2 * proof.root.size()) return std::nullopt;
  if (root.find_first_not_of("0123456789abcdef") != std::string::npos) return std::nullopt;
  for (std::size_t i = 0; i < proof.root.size(); ++i) proof.root[i] = static_cast<std::uint8_t>(ofHex(root[2 * i]) << 4 | ofHex(root[2 * i + 1]));
  std::getline(words >> std::ws, proof.difference);
  return proof;
}

void forgetProofOfOther(base::FileSystem& files, const std::string& folder, const std::string& name, int generation, store::Position reached) {
  const std::string path = proofPath(folder, name);
  if (!files.exists(path)) return;
  if (const auto kept = keptProof(files, folder, name, generation); !kept || kept->position > reached) (void)files.remove(path);
}

}  // namespace twinlane::projection
