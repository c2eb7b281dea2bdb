/// \file
/// No member of a record is missing in the list of its fields.
#include "equivarify/codegen/compare/alternative.hpp"
#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/runtime/records/answer_record.hpp"
#include "equivarify/runtime/records/check_record.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"
#include "equivarify/runtime/records/output_record.hpp"
#include "equivarify/runtime/records/training_record.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <functional>
#include <set>
#include <typeinfo>

namespace equivarify::codegen {

/// What counts as any member of a struct. Nothing ever converts it, so that it has no definition,
/// for which clang asks where no other file could have it.
struct Anything {
  template <typename Value>
  operator Value() const; // NOLINT(google-explicit-constructor): it stands for an initializer
};

namespace {

/// The members of the struct \p Record.
template <typename Record, typename... Members>
constexpr std::size_t members() {
  if constexpr (requires { Record{Members{}..., Anything{}}; }) {
    return members<Record, Members..., Anything>();
  } else {
    return sizeof...(Members);
  }
}

/// Counts the different members that a record lists.
template <typename Record>
class Listed {
public:
  explicit Listed(Record& record) : record_(record) {}

  void field(char const* /*name*/, auto member, auto... /*form*/) {
    places_.insert(&std::invoke(member, record_));
  }

  void page(char const* name, auto member, auto... /*form*/) { field(name, member); }

  void file(char const* name, auto member, auto... /*form*/) { field(name, member); }

  void derived(auto const&... /*unused*/) {}

  void follows(auto const&... /*unused*/) {}

  void inlined(auto member, auto... /*key*/) { field("", member); }

  [[nodiscard]] std::size_t count() const { return places_.size(); }

private:
  Record& record_;
  std::set<void const*> places_;
};

template <typename... Records>
void expect_all_listed() {
  auto const expect = []<typename Record>(Record record) {
    Listed<Record> fields(record);
    Record::describe(fields);
    EXPECT_EQ(fields.count(), members<Record>()) << typeid(Record).name();
  };
  (expect(Records{}), ...);
}

TEST(Records, ListEachMember) {
  expect_all_listed<runtime::Subject,
                    runtime::OutputLossRecord,
                    runtime::EpochRecord,
                    runtime::CurvePoint,
                    runtime::ValidationPlan,
                    runtime::TrainingRecord,
                    runtime::DefinitionReport,
                    runtime::OutputCheckRecord,
                    runtime::CheckRecord,
                    runtime::LabelRecord,
                    runtime::AnswerRecord,
                    runtime::TurnRecord,
                    runtime::PredictionRecord,
                    runtime::Accuracy,
                    runtime::RandomTurnRecord,
                    runtime::CopyAccuracy,
                    runtime::ConfidenceBin,
                    runtime::ErrorRecord,
                    runtime::ErrorsRecord,
                    runtime::EvaluationRecord,
                    runtime::OutputAnswerRecord,
                    runtime::OutputsTurnRecord,
                    runtime::OutputPredictionRecord,
                    runtime::OutputScoreRecord,
                    runtime::OutputExampleRecord,
                    runtime::OutputEvaluationRecord,
                    ClaimReport,
                    TheoremReport,
                    Foundations,
                    VerifiedOutput,
                    GivenUp,
                    LayerCheck,
                    NetworkCounterexample,
                    NetworkCheck,
                    Measurement,
                    LayerClaim,
                    StackCheck,
                    Codomain,
                    TrainedAccuracy,
                    OutputFinding,
                    Alternative,
                    Alternatives>();
}

} // namespace
} // namespace equivarify::codegen
