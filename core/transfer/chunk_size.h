// How many rows the next chunk of facts shall have, so that live work goes first: `most` while no commands come; while they do,
// as many as the disk and the machine stored in half a millisecond of late, so that a chunk fits between two commands. Chunks may
// end at any border of documents, so the size is free. One thread.
#pragma once

#include "command/facts.h"

namespace twinlane::transfer {

class ChunkSize {
 public:
  explicit ChunkSize(std::int64_t most) : m_most(most), m_rows(most) {}
  std::int64_t rows() const { return m_rows; }
  // What became of a chunk of so many rows.
  void learn(std::int64_t rows, const command::FactReceipt& receipt);

 private:
  std::int64_t m_most, m_rows;
};

}  // namespace twinlane::transfer
