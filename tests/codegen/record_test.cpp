/// \file
/// Records that are written and read back by the one list of their fields.
#include "equivarify/codegen/compare/alternative.hpp"
#include "equivarify/codegen/generate/generate.hpp"
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/json/record_reader.hpp"
#include "equivarify/codegen/verify/verification.hpp"
#include "equivarify/runtime/records/answer_record.hpp"
#include "equivarify/runtime/records/check_record.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"
#include "equivarify/runtime/records/output_record.hpp"
#include "equivarify/runtime/records/record_writer.hpp"
#include "equivarify/runtime/records/training_record.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstddef>
#include <set>
#include <string>
#include <type_traits>

#include "codegen/record_drawing.hpp"
#include "support/few_cases.hpp"

namespace equivarify::codegen {
namespace {

using Json = nlohmann::ordered_json;

/// The number of no field.
constexpr std::size_t none = 1000;

/// Fields without number \p left_out of them; \p count of them were seen.
template <typename Fields>
class Without {
public:
  Without(Fields& fields, std::size_t left_out, std::size_t& count)
      : fields_(fields), left_(left_out), count_(count) {}

  void field(auto const&... arguments) {
    if (count_++ != left_) {
      fields_.field(arguments...);
    }
  }

  void page(auto const&... arguments) { field(arguments...); }

  void follows(auto const&... arguments) {
    if (count_++ != left_) {
      fields_.follows(arguments...);
    }
  }

  void file(auto const&... arguments) { fields_.file(arguments...); }

  void derived(auto const&... /*unused*/) {}

  void inlined(auto const&... arguments) { fields_.inlined(arguments...); }

  void members(auto const&... arguments) { fields_.members(arguments...); }

  void group(char const* name, auto list, auto... form) {
    fields_.group(
        name,
        [&](auto& part) {
          Without<std::remove_reference_t<decltype(part)>> fields(part, left_, count_);
          list(fields);
        },
        form...);
  }

private:
  Fields& fields_;
  std::size_t left_;
  std::size_t& count_;
};

/// \p record as JSON, without field number \p left_out of it where one is written.
template <typename Record>
Json written(Record const& record, std::size_t left_out, std::size_t& fields) {
  Json json = Json::object();
  runtime::RecordWriter<Json, Record> writer(json, record, record_names, runtime::Purpose::file);
  fields = 0;
  Without writing(writer, left_out, fields);
  Record::describe(writing);
  return json;
}

/// \p json, read as a record \p Record and written once more, all of it.
template <typename Record>
Json again(Json const& json) {
  nlohmann::json const read = nlohmann::json::parse(json.dump());
  auto const record = read_record<Record>({read, ""}, record_names);
  std::size_t fields = 0;
  return written(record, none, fields);
}

/// Whether a record \p Record is what it was once it is written and read.
template <typename Record>
void check_round_trip() {
  std::size_t fields = 0;
  Json const json = written(drawn<Record>(), none, fields);
  RC_ASSERT(again<Record>(json) == json);
}

/// The fields, by number, without which each of many records \p Record is read back as it was: an
/// error in the reader, or another record, shows that one is missing.
template <typename Record>
std::set<std::size_t> unnoticed() {
  std::set<std::size_t> missing;
  std::size_t fields = 1;
  for (std::size_t left_out = 0; left_out < fields; ++left_out) {
    bool is_noticed = false;
    for (int i = 0; i < 40 && !is_noticed; ++i) {
      auto const record = drawn<Record>();
      Json const less = written(record, left_out, fields);
      try {
        is_noticed = again<Record>(less) != written(record, none, fields);
      } catch (InputError const&) {
        is_noticed = true;
      }
    }
    if (!is_noticed) {
      missing.insert(left_out);
    }
  }
  return missing;
}

RC_GTEST_PROP(Records, OfATrainingAreReadAsTheyWereWritten, ()) {
  check_round_trip<runtime::TrainingRecord>();
}

RC_GTEST_PROP(Records, OfACheckAreReadAsTheyWereWritten, ()) {
  check_round_trip<runtime::CheckRecord>();
}

RC_GTEST_PROP(Records, OfAnEvaluationAreReadAsTheyWereWritten, ()) {
  check_round_trip<runtime::EvaluationRecord>();
}

RC_GTEST_PROP(Records, OfAPredictionAreReadAsTheyWereWritten, ()) {
  check_round_trip<runtime::PredictionRecord>();
}

RC_GTEST_PROP(Records, OfOutputsAreReadAsTheyWereWritten, ()) {
  check_round_trip<runtime::OutputEvaluationRecord>();
  check_round_trip<runtime::OutputPredictionRecord>();
}

RC_GTEST_PROP(Records, OfAVerificationAreReadAsTheyWereWritten, ()) {
  check_round_trip<Verification>();
}

RC_GTEST_PROP(Records, OfAGenerationAreReadAsTheyWereWritten, ()) {
  check_round_trip<Generation>();
}

RC_GTEST_PROP(Records, OfAComparisonAreReadAsTheyWereWritten, ()) {
  check_round_trip<Alternatives>();
}

TEST(Records, WithAFieldLeftOutAreNoticed) {
  EXPECT_EQ(support::counterexample(
                3,
                [] {
                  RC_ASSERT(unnoticed<runtime::TrainingRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::CheckRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::PredictionRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::OutputLossRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::EpochRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::Accuracy>().empty());
                  RC_ASSERT(unnoticed<runtime::ConfidenceBin>().empty());
                  RC_ASSERT(unnoticed<runtime::ErrorRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::ErrorsRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::TurnRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::OutputAnswerRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::OutputsTurnRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::OutputScoreRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::OutputExampleRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::OutputPredictionRecord>().empty());
                  RC_ASSERT(unnoticed<runtime::OutputCheckRecord>().empty());
                  RC_ASSERT(unnoticed<Verification>().empty());
                  RC_ASSERT(unnoticed<VerifiedLemma>().empty());
                  RC_ASSERT(unnoticed<TheoremReport>().empty());
                  RC_ASSERT(unnoticed<NetworkCheck>().empty());
                  RC_ASSERT(unnoticed<StackCheck>().empty());
                  RC_ASSERT(unnoticed<ClaimCheck>().empty());
                  RC_ASSERT(unnoticed<Equation>().empty());
                  RC_ASSERT(unnoticed<Alternative>().empty());
                  RC_ASSERT(unnoticed<TrainedAccuracy>().empty());
                  RC_ASSERT(unnoticed<Comparison>().empty());
                  // Its field 1 is the shift, which is refused where a page is
                  // made.
                  RC_ASSERT(unnoticed<runtime::EvaluationRecord>() == std::set<std::size_t>{1});
                  RC_ASSERT(unnoticed<runtime::OutputEvaluationRecord>() ==
                            std::set<std::size_t>{1});
                }),
            "");
}

TEST(Records, OfOlderProgramsAreReadWithoutLaterFields) {
  auto const older = nlohmann::json::parse(R"({"images": 3, "elements": 2, "values": 5,
      "differing_bits": 1})");
  auto const record = read_record<runtime::CheckRecord>({older, ""});
  EXPECT_EQ(record.differing_bits, 1U);
  EXPECT_EQ(record.order, 0U);
  EXPECT_TRUE(record.exact);
  auto const unknown = nlohmann::json::parse(R"({"class": 0.5, "joint": null})");
  EXPECT_TRUE(std::isnan(read_record<runtime::Accuracy>({unknown, ""}).joint));
}

} // namespace
} // namespace equivarify::codegen
