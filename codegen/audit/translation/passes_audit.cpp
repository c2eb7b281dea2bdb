#include "equivarify/codegen/audit/translation/passes_audit.hpp"

#include "equivarify/codegen/audit/audit.hpp"
#include "equivarify/codegen/audit/proof/members.hpp"
#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/spec/described.hpp"
#include "equivarify/codegen/audit/spec/input_parts.hpp"
#include "equivarify/codegen/audit/spec/motions.hpp"
#include "equivarify/codegen/audit/spec/node.hpp"
#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/spec_form.hpp"
#include "equivarify/codegen/audit/spec/strict_json.hpp"
#include "equivarify/codegen/audit/translation/copy_group.hpp"
#include "equivarify/codegen/audit/translation/head_judge.hpp"
#include "equivarify/codegen/audit/translation/spec_term.hpp"
#include "equivarify/codegen/audit/translation/struct_walk.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <utility>

namespace equivarify::audit {
namespace {

using nlohmann::json;

constexpr char const* passes_format = "equivarify passes 1";
constexpr char const* general_fourier = "rt::GeneralFourier<FourierTables>";
constexpr std::size_t most_schemes = 4;
constexpr std::size_t most_structs = 65536;

/// Whether \p scheme is one of the runtime's that sum over \p copies.
bool is_sum(std::string const& scheme, CopyGroup const& copies) {
  static std::map<std::string, std::size_t> const written{
      {"rt::FourierC2", 2}, {"rt::FourierC4", 4}, {"rt::FourierD4", 8}};
  auto const found = written.find(scheme);
  return found != written.end()
             ? found->second == copies.count
             : scheme == "rt::Regular<" + copies.table_name + ">" || scheme == general_fourier;
}

/// Whether moved inputs must give moved outputs to the last bit.
bool keeps_bits(json const& spec) {
  return spec.at("arithmetic") != "fast";
}

/// Whether there are outputs whose means are to keep bits: not of a large group, whose heads read
/// its elements step by step.
bool has_exact_heads(json const& spec, CopyGroup const& copies) {
  return keeps_bits(spec) && spec.contains("output") && copies.steps.empty();
}

/// The generators of \p group as the header numbers them.
Images generators_of(Group const& group, CopyGroup const& copies) {
  Images numbers;
  for (auto const& [name, products] : group.steps) {
    numbers.push_back(copies.numbers[products[0]]);
  }
  return numbers;
}

void judge_schemes(Node const& schemes, CopyGroup const& copies, Translation& translation) {
  std::string const by_copy = "rt::CopyByCopy<" + std::to_string(copies.count) + ">";
  bool const exact = keeps_bits(translation.spec);
  for (auto const& [name, scheme] : schemes.members(0, most_schemes)) {
    GroupScheme const found = judge_group_scheme(scheme, copies.count, copies.table, exact);
    bool const is_known =
        name == by_copy ? !found.sums_over_the_group
                        : is_sum(name, copies) && (found.sums_over_the_group || copies.count == 1);
    demand(is_known, "at " + scheme.pointer + ": an unknown scheme, or one of another kind");
    translation.schemes.emplace(name, found);
  }
}

/// The canonical form in \p certificate, whose digest stands there too.
json spec_of(Node const& certificate) {
  json canonical = canonical_form(certificate.at("spec"));
  expect_same(certificate.at("spec"), canonical, "as in the canonical form");
  demand(text(certificate.value, "sha256") == sha256(canonical.dump()),
         "the digest is not that of the spec");
  return canonical;
}

/// What a header must be: \p due, with what \p walk and \p copies say.
HeaderDue header_of(StructWalk const& walk,
                    CopyGroup const& copies,
                    Described const& described,
                    HeaderDue due) {
  due.declarations = walk.declarations();
  due.declarations["Layers"] = std::string{"using Layers="} + (due.rounds ? "rt::Rounded<" : "") +
                               (due.trains ? "rt::TrainableGraph<" : "rt::Graph<") + walk.steps() +
                               (due.rounds ? ">>;" : ">;");
  std::string const order = "{static constexpr std::size_t order=";
  if (copies.table_name == "CopyGroup") {
    due.declarations["CopyGroup"] = "struct CopyGroup" + order + std::to_string(copies.count) +
                                    ";" + table_text(copies.table) + "};";
  }
  std::string const size = std::to_string(copies.numbers.size());
  if (!copies.steps.empty()) { // there are fewer copies, by one or the other
    Images const& subgroup = described.subgroup ? *described.subgroup : described.kernel;
    due.subgroup_order = subgroup.size();
    due.generates = [group = described.group, subgroup, elements = inverse(copies.numbers)](
                        Images const& generators) {
      Images own;
      for (std::uint32_t const number : generators) {
        demand(number < elements.size(), "the header has a generator that is no element");
        own.push_back(elements[number]);
      }
      return generated_by(group, own) == subgroup;
    };
  }
  due.group_begin = "struct Group" + order + size +
                    ";static constexpr std::array<std::string_view," + size + ">element_names{";
  due.group_end = copies.steps.empty()
                      ? "};" + table_text(copies.group) + inverse_text(copies.group) + "};"
                      : "};" + steps_text(copies.steps) +
                            "static inline const auto inverse=rt::inverses_of(steps);};";
  return due;
}

AcceptedPasses judge(json const& parsed) {
  Node const certificate{parsed, ""};
  demand(text(parsed, "format") == passes_format, "an unknown format");
  certificate.expect_keys({"format", "sha256", "spec", "group", "purpose", "structs", "schemes"},
                          {"tiles", "integers", "means"});
  json const canonical = spec_of(certificate);
  json const spec = joined_parts(canonical);
  Described const described = describe(spec);
  CopyGroup const copies = copy_group(described, spec, certificate.at("group"));
  Translation translation{.spec = spec, .layers = layers_of(spec), .copies = copies.count};
  translation.trains = certificate.at("purpose").choice({"training", "inference"}) == "training";
  translation.has_tiles = certificate.has("tiles");
  if (translation.has_tiles) {
    judge_tiles(certificate.at("tiles"));
  }
  judge_schemes(certificate.at("schemes"), copies, translation);
  MapTerms terms{copies.count};
  StructWalk walk{translation, terms};
  std::size_t const structs = certificate.at("structs").length(1, most_structs);
  for (std::size_t i = 0; i < structs; ++i) {
    walk.enter(certificate.at("structs").at(i));
  }
  demand(walk.result() == term_of_spec(spec, copies.count, translation.trains, terms),
         "the structs together are another map than the layers of the spec");
  AcceptedPasses accepted{.spec = spec.at("name").get<std::string>(),
                          .sha256 = text(parsed, "sha256"),
                          .canonical = canonical.dump(),
                          .copies = copies.count,
                          .structs = structs,
                          .layers = translation.layers.size(),
                          .keeps_bits = keeps_bits(spec) && !copies.table.empty(),
                          .has_tiles = translation.has_tiles};
  for (auto const& [name, scheme] : translation.schemes) {
    accepted.schemes.push_back(name);
    accepted.distance = std::max(accepted.distance, scheme.distance);
  }
  if (certificate.has("integers")) {
    demand(translation.trains, "at /integers: code for inference has no layers of integers");
    accepted.integers = judge_integers(certificate.at("integers"), copies);
  }
  std::size_t const entries = extents_of_shape(spec.at("input").at("shape")).size();
  accepted.header =
      header_of(walk,
                copies,
                described,
                {.spec = accepted.spec,
                 .sha256 = accepted.sha256,
                 .trains = translation.trains,
                 .rounds = spec.at("arithmetic") == "bf16",
                 .has_integers = accepted.integers.has_value(),
                 .action = input_due(described, copies, entries),
                 .outputs = outputs_due(described, copies),
                 .class_weights = spec.at("labels").value("class_weights", std::vector<double>{}),
                 .integers = {spec, copies.count, walk.layer_structs()}});
  accepted.has_exact_heads = has_exact_heads(spec, copies);
  demand(certificate.has("means") == accepted.has_exact_heads,
         "the means of heads that keep bits are missing, or there are others");
  if (accepted.has_exact_heads) {
    judge_heads(certificate.at("means"),
                accepted.header.outputs,
                copies.group,
                generators_of(described.group, copies));
  }
  if (translation.schemes.contains(general_fourier)) {
    accepted.header.tables =
        tables_of_scheme(certificate.at("schemes").at(general_fourier), copies.count);
  }
  return accepted;
}

} // namespace

bool is_passes_certificate(std::string const& text) {
  // Keys are sorted: the format comes first.
  return text.starts_with("{\"format\":\"equivarify passes ");
}

AcceptedPasses audit_passes(std::string const& text) {
  try {
    json const parsed = parse_strictly(text);
    demand(parsed.dump() + "\n" == text,
           "the certificate is not in canonical form: sorted keys, no blanks, one line");
    return judge(parsed);
  } catch (json::exception const&) {
    throw Refusal{"the certificate is not made as certificates are"};
  }
}

void check_spec(AcceptedPasses const& accepted, std::string const& spec) {
  check_spec(Accepted{.spec = accepted.spec, .sha256 = "", .canonical = accepted.canonical}, spec);
}

bool check_header(AcceptedPasses const& accepted, std::string const& header) {
  return judge_header(accepted.header, header);
}

} // namespace equivarify::audit
