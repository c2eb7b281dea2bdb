#include "equivarify/codegen/report/read_run_record.hpp"

#include "equivarify/codegen/json/document.hpp"
#include "equivarify/codegen/report/read_answers.hpp"

#include <fmt/format.h>

#include <limits>
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
    record.layers.push_back({.name = layer["name"].text(),
                             .values_compared = layer["values_compared"].count(),
                             .differing_bits = layer["differing_bits"].count()});
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
  record.seed = count_or_none(fields, "seed");
  for (JsonNode const& lemma : entries_of(fields, "lemmas")) {
    record.lemmas.push_back(read_lemma(lemma));
  }
  read_network_check(fields["network"], record);
  record.lift_parameters = fields["parameters"]["lift"].count();
  record.plain_parameters = fields["parameters"]["plain"].count();
  return record;
}

GenerationRecord read_generation(JsonNode const& fields) {
  return {.multiplications = count_or_none(fields, "multiplications"),
          .vectors = fields["vectors"].count(),
          .largest_ulp = fields["largest_ulp"].count(),
          .largest_difference = fields["largest_difference"].real()};
}

TrainingRecord read_training(JsonNode const& fields) {
  TrainingRecord record;
  record.seed = fields["seed"].count();
  record.threads = count_or_none(fields, "threads");
  record.images = fields["images"].count();
  auto const real_or_nothing = [](JsonNode const& epoch, char const* key) {
    return epoch.has(key) ? std::optional(epoch[key].real()) : std::nullopt;
  };
  for (JsonNode const& epoch : entries_of(fields, "epochs")) {
    record.epochs.push_back({.epoch = epoch["epoch"].count(),
                             .loss = epoch["loss"].real(),
                             .seconds = epoch["seconds"].real(),
                             .images_per_second = epoch["images_per_second"].real(),
                             .validation_loss = real_or_nothing(epoch, "validation_loss"),
                             .validation_accuracy = real_or_nothing(epoch, "validation_accuracy")});
  }
  for (JsonNode const& point : entries_of(fields, "curve")) {
    record.curve.push_back({.step = point["step"].real(), .loss = point["loss"].real()});
  }
  record.weights_sha256 = text_or_none(fields, "weights_sha256");
  return record;
}

Accuracy read_accuracy(JsonNode const& fields) {
  auto const share = [&](char const* key) {
    return fields.has(key) ? fields[key].real() : std::numeric_limits<double>::quiet_NaN();
  };
  return {.joint = share("joint"),
          .class_alone = fields["class"].real(),
          .pose = share("pose"),
          .joint_up_to_symmetry = share("joint_up_to_symmetry")};
}

EvaluationRecord read_evaluation(JsonNode const& fields, NetworkFacts const& network) {
  if (fields.has("shift")) {
    fields["shift"].fail("an evaluation of moved images", "one without --shift");
  }
  EvaluationRecord record;
  record.images = fields["images"].count();
  JsonNode const turn = fields["random_turn"];
  record.random_turn = read_accuracy(turn);
  record.random_turn_seed = count_or_none(turn, "seed");
  for (JsonNode const& copy : entries_of(fields, "copies")) {
    record.copies.push_back({.element = copy["element"].text(),
                             .label = copy["label"].text(),
                             .accuracy = read_accuracy(copy)});
  }
  record.errors = read_errors(fields["errors"], network);
  record.images_per_second =
      fields.has("images_per_second") ? fields["images_per_second"].real() : 0.0;
  return record;
}

BitCheckRecord read_bit_check(JsonNode const& fields) {
  std::size_t const elements = fields["elements"].count();
  return {.images = fields["images"].count(),
          .elements = elements,
          .order = fields.has("order") ? fields["order"].count() : elements,
          .values = fields["values"].count(),
          .differing_bits = fields["differing_bits"].count(),
          .exact = !fields.has("exact") || fields["exact"].truth(),
          .deviation_ulp = count_or_none(fields, "deviation_ulp")};
}

MeasuredRecord read_measured(JsonNode const& fields) {
  return {.holds = fields["holds"].truth(), .words = fields["words"].text()};
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
  record.equivariance = read_measured(fields["equivariance"]);
  if (fields.has("projection")) {
    record.projection = read_measured(fields["projection"]);
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

std::string read_data_source(JsonNode const& fields) {
  return fields["source"].text();
}

} // namespace

RunRecord read_run_record(std::filesystem::path const& directory, NetworkFacts const& network) {
  auto const evaluation = [&](JsonNode const& fields) { return read_evaluation(fields, network); };
  auto const prediction = [&](JsonNode const& fields) { return read_prediction(fields, network); };
  return {.data_source = read(directory / "data.json", read_data_source).value_or(""),
          .verification = read(directory / "verify.json", read_verification),
          .generation = read(directory / "generated" / "generate.json", read_generation),
          .training = read(directory / "training.json", read_training),
          .evaluation = read(directory / "evaluation.json", evaluation),
          .bit_check = read(directory / "check.json", read_bit_check),
          .prediction = read(directory / "prediction.json", prediction),
          .constructions = read(directory / "compare.json", read_constructions)
                               .value_or(std::vector<ConstructionRecord>{})};
}

} // namespace equivarify::codegen
