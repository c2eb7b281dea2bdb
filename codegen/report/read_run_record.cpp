#include "equivarify/codegen/report/read_run_record.hpp"

#include "equivarify/codegen/report/json_fields.hpp"

#include <fstream>

namespace equivarify::codegen {
namespace {

LemmaRecord read_lemma(JsonFields const& fields) {
  LemmaRecord lemma;
  lemma.id = fields.get<std::string>("id");
  lemma.statement = fields.get_or<std::string>("statement", "");
  lemma.source = fields.get_or<std::string>("source", "");
  lemma.scope = fields.get_or<std::string>("scope", "");
  lemma.holds = fields.get<std::string>("verdict") == "holds";
  if (fields.has("exhaustive")) {
    JsonFields const exhaustive = fields.object("exhaustive");
    lemma.exhaustive_cases = exhaustive.get_or<std::size_t>("cases", 0);
    lemma.equations = exhaustive.get_or<std::size_t>("equations", 0);
  }
  if (fields.has("property")) {
    lemma.property_tests = fields.object("property").get_or<std::size_t>("tests", 0);
  }
  return lemma;
}

void read_network_check(JsonFields const& fields, VerificationRecord& record) {
  record.inputs = fields.get<std::size_t>("inputs");
  for (JsonFields const& layer : fields.list("layers")) {
    record.layers.push_back({.name = layer.get<std::string>("name"),
                             .values_compared = layer.get<std::size_t>("values_compared"),
                             .differing_bits = layer.get<std::size_t>("differing_bits")});
  }
  record.differing_bits = fields.get<std::size_t>("differing_bits");
}

VerificationRecord read_verification(JsonFields const& fields) {
  VerificationRecord record;
  record.spec_sha256 = fields.get<std::string>("sha256");
  record.verified = fields.get<std::string>("verdict") == "verified";
  record.seed = fields.get_or<std::uint64_t>("seed", 0);
  for (JsonFields const& lemma : fields.list("lemmas")) {
    record.lemmas.push_back(read_lemma(lemma));
  }
  read_network_check(fields.object("network"), record);
  record.lift_parameters = fields.object("parameters").get<std::size_t>("lift");
  record.plain_parameters = fields.object("parameters").get<std::size_t>("plain");
  return record;
}

GenerationRecord read_generation(JsonFields const& fields) {
  return {.multiplications = fields.get_or<std::size_t>("multiplications", 0),
          .vectors = fields.get<std::size_t>("vectors"),
          .largest_ulp = fields.get<std::uint64_t>("largest_ulp"),
          .largest_difference = fields.get<double>("largest_difference")};
}

TrainingRecord read_training(JsonFields const& fields) {
  TrainingRecord record;
  record.seed = fields.get<std::uint64_t>("seed");
  record.threads = fields.get_or<std::size_t>("threads", 0);
  record.images = fields.get<std::size_t>("images");
  for (JsonFields const& epoch : fields.list("epochs")) {
    record.epochs.push_back({.epoch = epoch.get<std::size_t>("epoch"),
                             .loss = epoch.get<double>("loss"),
                             .seconds = epoch.get<double>("seconds"),
                             .images_per_second = epoch.get<double>("images_per_second")});
  }
  for (JsonFields const& point : fields.list("curve")) {
    record.curve.push_back({.step = point.get<double>("step"), .loss = point.get<double>("loss")});
  }
  record.weights_sha256 = fields.get_or<std::string>("weights_sha256", "");
  return record;
}

Accuracy read_accuracy(JsonFields const& fields) {
  return {.joint = fields.get<double>("joint"),
          .class_alone = fields.get<double>("class"),
          .joint_up_to_symmetry = fields.get<double>("joint_up_to_symmetry")};
}

EvaluationRecord read_evaluation(JsonFields const& fields) {
  EvaluationRecord record;
  record.images = fields.get<std::size_t>("images");
  JsonFields const turn = fields.object("random_turn");
  record.random_turn = read_accuracy(turn);
  record.random_turn_seed = turn.get_or<std::uint64_t>("seed", 0);
  for (JsonFields const& copy : fields.list("copies")) {
    record.copies.push_back({.element = copy.get<std::string>("element"),
                             .label = copy.get<std::string>("label"),
                             .accuracy = read_accuracy(copy)});
  }
  record.images_per_second = fields.get_or<double>("images_per_second", 0.0);
  return record;
}

BitCheckRecord read_bit_check(JsonFields const& fields) {
  return {.images = fields.get<std::size_t>("images"),
          .elements = fields.get<std::size_t>("elements"),
          .values = fields.get<std::size_t>("values"),
          .differing_bits = fields.get<std::size_t>("differing_bits"),
          .exact = fields.get_or<bool>("exact", true),
          .deviation_ulp = fields.get_or<std::size_t>("deviation_ulp", 0)};
}

PredictionRecord read_prediction(JsonFields const& fields) {
  PredictionRecord record;
  for (JsonFields const& turn : fields.list("turns")) {
    record.turns.push_back(
        {.element = turn.get<std::string>("element"),
         .label = turn.get<std::string>("label"),
         .pixels = turn.get<std::vector<unsigned>>("pixels"),
         .probabilities = turn.get<std::vector<std::vector<double>>>("probabilities"),
         .class_name = turn.get<std::string>("class"),
         .angle = turn.get<std::string>("angle")});
  }
  record.shift_differing_bits = fields.get<std::size_t>("shift_differing_bits");
  return record;
}

MeasuredRecord read_measured(JsonFields const& fields) {
  return {.holds = fields.get<bool>("holds"), .words = fields.get<std::string>("words")};
}

ConstructionRecord read_construction(JsonFields const& fields) {
  ConstructionRecord record{.name = fields.get<std::string>("name"),
                            .formula = fields.get<std::string>("formula"),
                            .scope = fields.get<std::string>("scope"),
                            .scope_in_words = fields.get<std::string>("scope_in_words"),
                            .gives_up = fields.get_or<std::string>("gives_up", ""),
                            .note = fields.get_or<std::string>("note", ""),
                            .applies = fields.get<bool>("applies")};
  if (!record.applies) {
    return record;
  }
  record.copies = fields.get<std::size_t>("copies");
  record.free_parameters = fields.get<std::size_t>("free_parameters");
  record.multiply_adds = fields.get<std::size_t>("multiply_adds");
  record.memory_bytes = fields.get<std::size_t>("memory_bytes");
  record.equivariance = read_measured(fields.object("equivariance"));
  if (fields.has("projection")) {
    record.projection = read_measured(fields.object("projection"));
  }
  if (fields.has("accuracy")) {
    record.class_accuracy = fields.object("accuracy").get<double>("class");
  }
  return record;
}

std::vector<ConstructionRecord> read_constructions(JsonFields const& fields) {
  std::vector<ConstructionRecord> records;
  for (JsonFields const& construction : fields.list("constructions")) {
    records.push_back(read_construction(construction));
  }
  return records;
}

template <typename Record>
std::optional<Record> read(std::filesystem::path const& file,
                           Record (*convert)(JsonFields const& fields)) {
  std::optional<JsonFields> const fields = JsonFields::read(file);
  return fields ? std::optional(convert(*fields)) : std::nullopt;
}

std::string read_data_source(JsonFields const& fields) {
  return fields.get<std::string>("source");
}

} // namespace

RunRecord read_run_record(std::filesystem::path const& directory) {
  return {.data_source = read(directory / "data.json", read_data_source).value_or(""),
          .verification = read(directory / "verify.json", read_verification),
          .generation = read(directory / "generated" / "generate.json", read_generation),
          .training = read(directory / "training.json", read_training),
          .evaluation = read(directory / "evaluation.json", read_evaluation),
          .bit_check = read(directory / "check.json", read_bit_check),
          .prediction = read(directory / "prediction.json", read_prediction),
          .constructions = read(directory / "compare.json", read_constructions)
                               .value_or(std::vector<ConstructionRecord>{})};
}

} // namespace equivarify::codegen
