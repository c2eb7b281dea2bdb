/// \file
/// Records that are written and read back by the one list of their fields.
#include "equivarify/codegen/json/problems.hpp"
#include "equivarify/codegen/report/record_reader.hpp"
#include "equivarify/runtime/records/answer_record.hpp"
#include "equivarify/runtime/records/check_record.hpp"
#include "equivarify/runtime/records/evaluation_record.hpp"
#include "equivarify/runtime/records/record_writer.hpp"
#include "equivarify/runtime/records/training_record.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "support/few_cases.hpp"

namespace equivarify::codegen {
namespace {

using runtime::Described;

std::vector<std::string> const elements{"e", "r", "r^2"};
std::vector<std::string> const labels{"0°", "90°", "180°"};
std::vector<std::string> const classes{"a", "b"};
RecordNames const names{
    .elements = elements, .element_labels = labels, .classes = classes, .pixels = 4};

/// The fields of a record that draw their own values.
template <typename Record>
class Draw {
public:
  explicit Draw(Record& record) : record_(record) {}

  template <typename Value, typename... Form>
  void field(char const* /*name*/, Value Record::*member, Form... form) {
    draw(record_.*member, form...);
  }

  template <typename Value, typename... Form>
  void page(char const* /*name*/, Value Record::*member, Form... form) {
    draw(record_.*member, form...);
  }

  /// What is for the file alone is not read back; a default stays one.
  template <typename... Arguments>
  void file(Arguments const&... /*unused*/) {}

  template <typename... Arguments>
  void derived(Arguments const&... /*unused*/) {}

  template <typename Value>
  void inlined(Value Record::*member) {
    Draw<Value> fields(record_.*member);
    Value::describe(fields);
  }

private:
  /// A number below \p end, each equally likely in small cases too.
  static std::size_t below(std::size_t end) {
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<std::size_t>(0, end));
  }

  static double share() { return static_cast<double>(below(1025)) / 1024; }

  template <typename Value, typename... Form>
  static void draw(Value& value, Form... /*form*/) {
    if constexpr (Described<Value>) {
      Draw<Value> fields(value);
      Value::describe(fields);
    } else if constexpr (std::is_same_v<Value, double>) {
      value = share();
    } else if constexpr (std::is_same_v<Value, std::string>) {
      value = std::vector<std::string>{"", "x", "\"°\n"}[below(3)];
    } else {
      value = static_cast<Value>(below(std::is_same_v<Value, bool> ? 2 : 1000));
    }
  }

  template <typename Value, typename... Form>
  static void draw(std::optional<Value>& value, Form... form) {
    if (below(2) == 1) {
      draw(value.emplace(), form...);
    }
  }

  template <typename Value>
  static void draw(std::optional<Value>& /*value*/, runtime::Refused /*form*/) {}

  template <typename Value, typename... Form>
  static void draw(std::vector<Value>& values, Form... /*form*/) {
    bool const is_one_at_least = (std::is_same_v<Form, runtime::NotEmpty> || ...);
    values.resize((is_one_at_least ? 1 : 0) + below(3));
    for (Value& value : values) {
      draw(value);
    }
  }

  static void draw(std::size_t& element, runtime::ElementName /*form*/) { element = below(3); }

  static void draw(std::size_t& kind, runtime::ClassName /*form*/) { kind = below(2); }

  static void draw(std::vector<std::uint32_t>& pixels, runtime::Pixels /*form*/) {
    pixels.assign(4, 0);
    for (std::uint32_t& pixel : pixels) {
      pixel = static_cast<std::uint32_t>(below(256));
    }
  }

  static void draw(std::vector<std::vector<double>>& table, runtime::NumberTable form) {
    auto const size = [](runtime::Axis axis) { return axis == runtime::Axis::classes ? 2U : 3U; };
    table.assign(size(form.rows), std::vector<double>(size(form.columns)));
    for (std::vector<double>& row : table) {
      for (double& cell : row) {
        cell = share() * (form.cells == runtime::Cells::pictures ? 100 : 1);
      }
    }
  }

  Record& record_;
};

template <typename Record>
Record drawn() {
  Record record;
  Draw<Record> fields(record);
  Record::describe(fields);
  return record;
}

/// Fields without number \p left_out of them.
template <typename Fields>
class Without {
public:
  Without(Fields& fields, std::size_t left_out) : fields_(fields), left_(left_out) {}

  template <typename... Arguments>
  void field(Arguments const&... arguments) {
    if (is_kept()) {
      fields_.field(arguments...);
    }
  }

  template <typename... Arguments>
  void page(Arguments const&... arguments) {
    if (is_kept()) {
      fields_.page(arguments...);
    }
  }

  template <typename... Arguments>
  void file(Arguments const&... /*unused*/) {}

  template <typename... Arguments>
  void derived(Arguments const&... /*unused*/) {}

  template <typename Value>
  void inlined(Value const& member) {
    fields_.inlined(member);
  }

  /// The fields that were counted.
  [[nodiscard]] std::size_t count() const { return count_; }

private:
  bool is_kept() { return count_++ != left_; }

  Fields& fields_;
  std::size_t left_;
  std::size_t count_ = 0;
};

/// \p record, written and read back; without field number \p left_out of it where one is written.
template <typename Record>
Record again(Record const& record, std::size_t left_out, std::size_t& fields) {
  nlohmann::ordered_json json = nlohmann::ordered_json::object();
  runtime::RecordWriter<nlohmann::ordered_json, Record> writer(
      json, record, names, runtime::Purpose::file);
  Without writing(writer, left_out);
  Record::describe(writing);
  fields = writing.count();
  return read_record<Record>({nlohmann::json::parse(json.dump()), ""}, names);
}

constexpr std::size_t none = 1000;

/// Whether a record \p Record is what it was once it is written and read.
template <typename Record>
void check_round_trip() {
  auto const record = drawn<Record>();
  std::size_t fields = 0;
  RC_ASSERT(again(record, none, fields) == record);
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
      Record const record = drawn<Record>();
      try {
        is_noticed = !(again(record, left_out, fields) == record);
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

TEST(Records, WithAFieldLeftOutAreNoticed) {
  EXPECT_EQ(support::counterexample(3,
                                    [] {
                                      RC_ASSERT(unnoticed<runtime::TrainingRecord>().empty());
                                      RC_ASSERT(unnoticed<runtime::CheckRecord>().empty());
                                      RC_ASSERT(unnoticed<runtime::PredictionRecord>().empty());
                                      RC_ASSERT(unnoticed<runtime::EpochRecord>().empty());
                                      RC_ASSERT(unnoticed<runtime::Accuracy>().empty());
                                      RC_ASSERT(unnoticed<runtime::ConfidenceBin>().empty());
                                      RC_ASSERT(unnoticed<runtime::ErrorRecord>().empty());
                                      RC_ASSERT(unnoticed<runtime::ErrorsRecord>().empty());
                                      RC_ASSERT(unnoticed<runtime::TurnRecord>().empty());
                                      // Its field 1 is the shift, which is refused where a page is
                                      // made.
                                      RC_ASSERT(unnoticed<runtime::EvaluationRecord>() ==
                                                std::set<std::size_t>{1});
                                    }),
            "");
}

/// What counts as any member of a struct.
struct Anything {
  template <typename Value>
  operator Value() const; // NOLINT(google-explicit-constructor): it stands for an initializer
};

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

  template <typename Value, typename... Form>
  void field(char const* /*name*/, Value Record::*member, Form... /*form*/) {
    places_.insert(&(record_.*member));
  }

  template <typename Value, typename... Form>
  void page(char const* name, Value Record::*member, Form... /*form*/) {
    field(name, member);
  }

  template <typename Value, typename... Form>
  void file(char const* name, Value Record::*member, Form... /*form*/) {
    field(name, member);
  }

  template <typename... Arguments>
  void derived(Arguments const&... /*unused*/) {}

  template <typename Value>
  void inlined(Value Record::*member) {
    field("", member);
  }

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
                    runtime::EvaluationRecord>();
}

TEST(Records, OfOlderProgramsAreReadWithoutLaterFields) {
  auto const older = nlohmann::json::parse(R"({"images": 3, "elements": 2, "values": 5,
      "differing_bits": 1})");
  auto const record = read_record<runtime::CheckRecord>({older, ""});
  EXPECT_EQ(record,
            (runtime::CheckRecord{.images = 3, .elements = 2, .values = 5, .differing_bits = 1}));
  auto const unknown = nlohmann::json::parse(R"({"class": 0.5, "joint": null})");
  EXPECT_TRUE(std::isnan(read_record<runtime::Accuracy>({unknown, ""}).joint));
}

} // namespace
} // namespace equivarify::codegen
