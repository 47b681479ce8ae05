// The read model behind an order's document: all that was ever said of each order, in its order, and what customers are called. The
// document is folded from these rows when it is asked for, as of any version, so that a row is written once and never changed.
// It lies in it as the journal has it, personal parts still sealed and in a column of their own. Nothing is decoded. One thread.
#pragma once

#include "projection/read_model.h"

namespace twinlane::projection {

class OrderDetail final : public ReadModel {
 public:
  const char* name() const override { return "order_detail"; }
  int version() const override { return 1; }
  const char* mainTable() const override { return "orders"; }
  const char* schema() const override;
  base::Status prepare(sqlite::Connection& connection) override;
  base::Status apply(const store::StoredEvent& stored, const domain::Event& event) override;
  std::vector<std::string> contents() const override;

 private:
  base::Status named(const store::StoredEvent& stored, const std::string& customerName);

  sqlite::Statement m_order, m_said, m_named;
};

}  // namespace twinlane::projection
