// What each verb does: asks or tells the engine, prints the contract's document, gives the exit code. One thread, save for
// `submit --clients`.
#pragma once

#include "ctl/call.h"

namespace twinlane::ctl {

int listCommands(const Call& call);
int listDecisions(const Call& call);
int listCompensations(const Call& call);
int listPolicy(const Call& call);
int submit(const Call& call);
int import(const Call& call);
int repair(const Call& call);
int profileSchema(const Call& call);
int profileCheck(const Call& call);
int profilePropose(const Call& call);
int quarantine(const Call& call);
int imports(const Call& call);
int guardBreaks(const Call& call);
int stats(const Call& call);
int orders(const Call& call);
int order(const Call& call);
int customers(const Call& call);
int customer(const Call& call);
int products(const Call& call);
int product(const Call& call);
int returns(const Call& call);
int operations(const Call& call);
int search(const Call& call);
int revenue(const Call& call);
int events(const Call& call);
int receipt(const Call& call);
int receipts(const Call& call);
int projections(const Call& call);
int telemetrySeries(const Call& call);
int trace(const Call& call);
int pause(const Call& call);
int resume(const Call& call);
int rebuild(const Call& call);
int why(const Call& call);
std::string whyHelp();  // which tables there are; makes each list in memory
int parkedList(const Call& call);
int parkedPreview(const Call& call);
int parkedRetry(const Call& call);
int parkedDiscard(const Call& call);
int parkedPolicy(const Call& call);
int verify(const Call& call);
int digest(const Call& call);
int demo(const Call& call);
int benchWrite(const Call& call);
int benchLoad(const Call& call);
int benchOverload(const Call& call);
int benchImport(const Call& call);
int benchVerify(const Call& call);
int benchCatchUp(const Call& call);
int benchRebuild(const Call& call);
int benchQuery(const Call& call);
int benchLag(const Call& call);

}  // namespace twinlane::ctl
