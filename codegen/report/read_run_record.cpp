#include "equivarify/codegen/report/read_run_record.hpp"

#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/json/record_reader.hpp"
#include "equivarify/codegen/report/require_outputs.hpp"
#include "equivarify/codegen/report/require_record.hpp"

#include <type_traits>

namespace equivarify::codegen {
namespace {

namespace fs = std::filesystem;

/// Where the data of a run came from.
struct DataRecord {
  std::string source;

  static void describe(auto& fields) { fields.field("source", &DataRecord::source); }
};

/// The files of a run, whose elements and classes have the names of its network.
struct RunFolder {
  fs::path path;
  NetworkFacts const& network;
  RecordNames names = names_of(network);

  template <typename Record>
  [[nodiscard]] std::optional<Record> record(char const* name) const {
    fs::path const file = path / name;
    if (!fs::exists(file)) {
      return std::nullopt;
    }
    return load_document(file.string(), "a JSON file that a run wrote")
        .read([this](JsonNode const& fields) {
          auto const record = read_record<Record>(fields, names);
          if constexpr (requires { record.subject; }) {
            require_own(fields, "spec_sha256", record.subject.spec_sha256);
          }
          if constexpr (std::is_same_v<Record, Verification>) {
            require_own(fields, "sha256", record.sha256);
            require_record(fields, record, network.agenda);
          } else if constexpr (std::is_same_v<Record, Generation>) {
            require_record(fields, record, network.keeps_bits);
          } else if constexpr (requires { require_record(fields, record, network); }) {
            require_record(fields, record, network);
          } else if constexpr (requires { require_record(fields, record); }) {
            require_record(fields, record);
          }
          return record;
        });
  }

  /// Throws if \p digest at \p key is there and is not that of the run's spec.
  void require_own(JsonNode const& fields, char const* key, std::string const& digest) const {
    if (!digest.empty() && digest != network.spec_sha256) {
      fields[key].fail("belongs to another spec", network.spec_sha256 + ", the digest of this one");
    }
  }
};

} // namespace

RunRecord read_run_record(fs::path const& directory, NetworkFacts const& network) {
  RunFolder const folder{directory, network};
  RunRecord run{.data_source = folder.record<DataRecord>("data.json").value_or(DataRecord{}).source,
                .verification = folder.record<Verification>("verify.json"),
                .generation = folder.record<Generation>("generated/generate.json"),
                .training = folder.record<TrainingRecord>("training.json"),
                .evaluation = std::nullopt,
                .bit_check = folder.record<CheckRecord>("check.json"),
                .prediction = std::nullopt,
                .constructions = folder.record<Alternatives>("compare.json")};
  if (network.outputs.empty()) {
    run.evaluation = folder.record<EvaluationRecord>("evaluation.json");
    run.prediction = folder.record<PredictionRecord>("prediction.json");
  } else {
    run.output_evaluation = folder.record<OutputEvaluationRecord>("evaluation.json");
    run.output_prediction = folder.record<OutputPredictionRecord>("prediction.json");
  }
  return run;
}

} // namespace equivarify::codegen
