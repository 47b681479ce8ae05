// Rows of a file that were set aside when they were read first, and that the profile at hand takes, leaves out or sets aside for another reason, or that what
// else is said of their order may bring in: gathered in chunks that each close the rows they stand for, which must follow each other in the quarantine. What else is said of their orders is kept beside
// them, since an order that another file brought can only be told whole. One thread; holds some chunks of rows. Within the room.
#pragma once

#include "transfer/chunk_builder.h"

#include <memory>

namespace twinlane::transfer {

class MendedRows {
 public:
  // A chunk has so many rows, and one that is behind its order's end no more than that. All must outlive this.
  MendedRows(const std::string& source, store::ImportLedger& ledger, std::int64_t mostRows, std::size_t mostBytes)
      : m_source(source), m_ledger(ledger), m_mostRows(mostRows), m_mostBytes(mostBytes) {}

  // Another file is read from its beginning.
  void beginFile();
  // Whether what was gathered is to be taken before this row of the file; `rows` are enough for a chunk.
  bool isDue(const MappedRow& mapped, std::int64_t rows) const;
  // A row that was set aside of `file` and is not any more.
  void add(const std::string& file, std::int64_t index, std::int64_t row, const MappedRow& mapped, std::string raw);
  // A row that is in.
  void isIn(const MappedRow& mapped);

  bool isEmpty() const { return m_chunks.empty(); }
  // Whether a row goes on with the order of which rows were gathered last.
  bool goesOn(const MappedRow& mapped) const { return mapped.order.empty() || mapped.order == m_order; }
  // What is in of the orders of these chunks.
  std::vector<ChunkBuilder::Document> takeSaid();
  std::vector<std::unique_ptr<ChunkBuilder>> take();

 private:
  void begins(const MappedRow& mapped);
  void keepSaid();

  const std::string& m_source;
  store::ImportLedger& m_ledger;
  const std::int64_t m_mostRows;
  const std::size_t m_mostBytes;
  std::string m_order;
  std::vector<std::unique_ptr<ChunkBuilder>> m_chunks;
  std::int64_t m_lastIndex = 0, m_rows = 0;
  bool m_isOfOrder = false;  // rows of the order at hand are among them
  std::vector<ChunkBuilder::Document> m_said;  // of orders before
  std::vector<std::pair<store::StreamRef, domain::OrderLine>> m_saidOfOrder;
};

}  // namespace twinlane::transfer
