#include "equivarify/codegen/report/read_run_record.hpp"

#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/report/record_reader.hpp"

#include <fmt/format.h>

#include <utility>

namespace equivarify::codegen {
namespace {

std::string text_or_none(JsonNode const& fields, std::string const& key) {
  return fields.has(key) ? fields[key].text() : "";
}

std::size_t count_or_none(JsonNode const& fields, std::string const& key) {
  return fields.has(key) ? fields[key].count() : 0;
}

std::vector<JsonNode> entries_of(JsonNode const& fields, std::string const& key) {
  return fields.has(key) ? fields[key].list() : std::vector<JsonNode>{};
}

LemmaRecord read_lemma(JsonNode const& fields) {
  LemmaRecord lemma;
  lemma.id = fields["id"].text();
  lemma.statement = text_or_none(fields, "statement");
  lemma.source = text_or_none(fields, "source");
  lemma.scope = text_or_none(fields, "scope");
  lemma.holds = fields["verdict"].text() == "holds";
  if (fields.has("exhaustive")) {
    JsonNode const exhaustive = fields["exhaustive"];
    lemma.exhaustive_cases = count_or_none(exhaustive, "cases");
    lemma.equations = count_or_none(exhaustive, "equations");
  }
  if (fields.has("property")) {
    lemma.property_tests = count_or_none(fields["property"], "tests");
  }
  return lemma;
}

void read_network_check(JsonNode const& fields, VerificationRecord& record) {
  record.inputs = fields["inputs"].count();
  for (JsonNode const& layer : entries_of(fields, "layers")) {
    record.layers.push_back(read_record<LayerRecord>(layer));
  }
  record.differing_bits = fields["differing_bits"].count();
}

VerificationRecord read_verification(JsonNode const& fields) {
  VerificationRecord record;
  record.spec_sha256 = fields["sha256"].text();
  std::string const verdict = fields["verdict"].text();
  if (verdict == "unfinished") {
    fields["verdict"].fail(
        "a verification that is not finished",
        "\"verified\", \"refuted\" or \"not_proved\": verify without --budget gives one");
  }
  record.verified = verdict == "verified";
  record.not_proved = verdict == "not_proved";
  if (!record.verified && !record.not_proved && verdict != "refuted") {
    fields["verdict"].fail("\"verified\", \"refuted\" or \"not_proved\"");
  }
  record.seed = count_or_none(fields, "seed");
  for (JsonNode const& lemma : entries_of(fields, "lemmas")) {
    record.lemmas.push_back(read_lemma(lemma));
  }
  read_network_check(fields["network"], record);
  record.lift_parameters = fields["parameters"]["lift"].count();
  record.plain_parameters = fields["parameters"]["plain"].count();
  return record;
}

ConstructionRecord read_construction(JsonNode const& fields) {
  ConstructionRecord record{.name = fields["name"].text(),
                            .formula = fields["formula"].text(),
                            .scope = fields["scope"].text(),
                            .scope_in_words = fields["scope_in_words"].text(),
                            .gives_up = text_or_none(fields, "gives_up"),
                            .note = text_or_none(fields, "note"),
                            .applies = fields["applies"].truth()};
  if (!record.applies) {
    return record;
  }
  record.copies = fields["copies"].count();
  record.free_parameters = fields["free_parameters"].count();
  record.multiply_adds = fields["multiply_adds"].count();
  record.memory_bytes = fields["memory_bytes"].count();
  record.equivariance = read_record<MeasuredRecord>(fields["equivariance"]);
  if (fields.has("projection")) {
    record.projection = read_record<MeasuredRecord>(fields["projection"]);
  }
  if (fields.has("accuracy")) {
    record.class_accuracy = fields["accuracy"]["class"].real();
  }
  return record;
}

std::vector<ConstructionRecord> read_constructions(JsonNode const& fields) {
  std::vector<ConstructionRecord> records;
  for (JsonNode const& construction : entries_of(fields, "constructions")) {
    records.push_back(read_construction(construction));
  }
  return records;
}

template <typename Convert>
auto read(std::filesystem::path const& file, Convert const& convert)
    -> std::optional<decltype(convert(std::declval<JsonNode const&>()))> {
  if (!std::filesystem::exists(file)) {
    return std::nullopt;
  }
  return load_document(file.string(), "a JSON file that a run wrote").read(convert);
}

/// The files of a run, whose elements and classes have the names of its network.
struct RunFolder {
  std::filesystem::path path;
  RecordNames names;
  std::string spec_sha256;

  template <typename Record>
  [[nodiscard]] std::optional<Record> record(char const* file) const {
    return read(path / file, [this](JsonNode const& fields) {
      Record const record = read_record<Record>(fields, names);
      if constexpr (requires { record.subject; }) {
        require_own(fields, "spec_sha256", record.subject.spec_sha256);
      }
      return record;
    });
  }

  [[nodiscard]] std::optional<VerificationRecord> verification() const {
    return read(path / "verify.json", [this](JsonNode const& fields) {
      VerificationRecord record = read_verification(fields);
      require_own(fields, "sha256", record.spec_sha256);
      return record;
    });
  }

  /// Throws if \p digest at \p key is there and is not that of the run's spec.
  void require_own(JsonNode const& fields, char const* key, std::string const& digest) const {
    if (!digest.empty() && digest != spec_sha256) {
      fields[key].fail("belongs to another spec", spec_sha256 + ", the digest of this one");
    }
  }
};

std::string read_data_source(JsonNode const& fields) {
  return fields["source"].text();
}

} // namespace

RunRecord read_run_record(std::filesystem::path const& directory, NetworkFacts const& network) {
  RunFolder const folder{directory, names_of(network), network.spec_sha256};
  return {.data_source = read(directory / "data.json", read_data_source).value_or(""),
          .verification = folder.verification(),
          .generation = folder.record<GenerationRecord>("generated/generate.json"),
          .training = folder.record<TrainingRecord>("training.json"),
          .evaluation = folder.record<EvaluationRecord>("evaluation.json"),
          .bit_check = folder.record<CheckRecord>("check.json"),
          .prediction = folder.record<PredictionRecord>("prediction.json"),
          .constructions = read(directory / "compare.json", read_constructions)
                               .value_or(std::vector<ConstructionRecord>{})};
}

} // namespace equivarify::codegen
