#include "equivarify/codegen/audit/translation/header_judge.hpp"

#include "equivarify/codegen/audit/proof/refusal.hpp"
#include "equivarify/codegen/audit/translation/declaration.hpp"
#include "equivarify/codegen/audit/translation/header_action.hpp"
#include "equivarify/codegen/audit/translation/header_cosets.hpp"
#include "equivarify/codegen/audit/translation/header_includes.hpp"
#include "equivarify/codegen/audit/translation/header_text.hpp"
#include "equivarify/codegen/audit/translation/kernel_code.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <vector>

namespace equivarify::audit {
namespace {

constexpr std::string_view constant = "static constexpr ";
constexpr std::size_t most_moved_entries = std::size_t{1} << 25U;

/// Refuses unless \p code is numbers, words of \p known and marks of lists.
void expect_numbers(std::string const& code, std::string const& known) {
  demand(code.find_first_not_of("0123456789.,-+eF{}" + known) == std::string::npos,
         "the header has a list that is not of numbers");
}

/// Refuses unless \p declaration has the members that are read by check_tables, in their order.
void expect_tables(std::string const& declaration) {
  struct TableStart {
    char const* begin;
    char const* name;
  };

  constexpr TableStart tables[]{{"std::size_t ", "order="},
                                {"std::size_t ", "butterflies="},
                                {"rt::MatrixRing ", "blocks[]{"},
                                {"std::array<std::uint32_t,", ">place{"},
                                {"std::array<float,", ">analysis{"},
                                {"std::array<std::uint32_t,", ">slot{"},
                                {"std::array<float,", ">weights{"}};
  std::vector<std::string> const members = members_of(body_of(declaration, ""));
  demand(members.size() == std::size(tables), "FourierTables has other members");
  for (std::size_t i = 0; i < members.size(); ++i) {
    std::string const begin = std::string{constant} + tables[i].begin;
    std::size_t const name = members[i].find(tables[i].name);
    demand(members[i].starts_with(begin) && name != std::string::npos,
           "FourierTables has not where it must: " + begin + tables[i].name);
    std::size_t const first = name + std::string_view{tables[i].name}.size();
    std::string const size = members[i].substr(begin.size(), name - begin.size());
    demand(size.find_first_not_of("0123456789") == std::string::npos,
           "FourierTables has a size that is no number");
    expect_numbers(members[i].substr(first, members[i].size() - first - 1), "sizerng=");
  }
}

/// Refuses unless \p member is one of the facts about a network, in numbers and texts.
void expect_fact(std::string const& member) {
  static std::set<std::string> const facts{"name",
                                           "spec_sha256",
                                           "network_sha256",
                                           "seed",
                                           "is_exact",
                                           "channels",
                                           "rows",
                                           "columns",
                                           "depth",
                                           "classes",
                                           "class_names",
                                           "element_labels",
                                           "training",
                                           "input_parts",
                                           "symmetries",
                                           "class_symmetries"};
  std::string const plain = without_texts(member);
  std::size_t const end = std::min(plain.find_first_of("={"), plain.size());
  std::string const value = plain.substr(end, plain.size() - end - 1);
  bool const is_one = plain.starts_with(constant) && facts.contains(word_before(plain, end)) &&
                      value.find_first_of("()[]<>;*&\n") == std::string::npos &&
                      plain.find_first_of("()[]{") >= end;
  int depth = 0;
  bool is_single = true; // no second name after a comma
  for (char const c : value) {
    depth += c == '{' ? 1 : c == '}' ? -1 : 0;
    is_single = is_single && (c != ',' || depth > 0);
  }
  demand(is_one && is_single, "the header's Model has: " + member);
}

constexpr char const* read_weights =
    "using Engine=rt::InferenceEngine<Layers,micro_batch>;\n"
    "#ifndef EQUIVARIFY_NO_FILES\n"
    "static std::unique_ptr<Weights>read_weights(std::string const&path){"
    "auto weights=std::make_unique<Weights>();"
    "rt::read_weights(path,spec_sha256,parameters(*weights));return weights;}\n"
    "#endif\n"
    "static std::unique_ptr<Weights>read_weights(std::span<unsigned char const>file){"
    "auto weights=std::make_unique<Weights>();"
    "rt::read_weights(file,spec_sha256,parameters(*weights));return weights;}";
constexpr char const* trained_weights =
    "static std::unique_ptr<Weights>trained_weights(){auto weights=std::make_unique<Weights>();"
    "rt::set_weights(trained_bits,parameters(*weights));return weights;}";

constexpr char const* symmetries_by_steps =
    "static inline const auto symmetries=rt::subgroups_by(steps,class_symmetries);";

/// Refuses actions whose comparison would take too long.
void expect_comparable(HeaderDue const& due) {
  std::size_t moved = due.action.entries * due.action.rows;
  for (OutputDue const& output : due.outputs) {
    moved += output.action.entries * output.action.rows;
  }
  demand(moved <= most_moved_entries,
         "too large: actions of a header, elements times entries of all together at most " +
             std::to_string(most_moved_entries));
}

/// Goes through the declarations of a header.
class HeaderJudge {
public:
  explicit HeaderJudge(HeaderDue const& due) : due_{due} {}

  void enter(std::string const& declaration) {
    std::string const name = declared_name(declaration);
    demand(seen_.insert(name).second, "the header declares " + name + " twice");
    auto const found = due_.declarations.find(name);
    if (found != due_.declarations.end()) {
      std::string const code = in_one_notation(declaration);
      demand(code == found->second, "the header has " + code + ", expected " + found->second);
    } else if (name == "Model") {
      expect_model(declaration);
    } else if (name == "Group") {
      expect_group(declaration);
    } else if (name == "FourierTables") {
      expect_tables(declaration); // which no layer may use
      if (due_.tables) {
        check_tables(normal_code(declaration), *due_.tables);
      }
    } else if (declaration.starts_with("namespace outputs{")) {
      expect_outputs(declaration);
    } else {
      expect_other(name, declaration);
    }
  }

  void end() const {
    for (auto const& [name, declaration] : due_.declarations) {
      demand(seen_.contains(name), "the header has not: " + declaration);
    }
    demand(seen_.contains("Model") && seen_.contains("Group") && seen_.contains("Action") &&
               seen_.contains("Outputs") != due_.outputs.empty() &&
               seen_.contains("LossWeights") == weighs_labels() &&
               seen_.contains("Integers") == due_.trains &&
               (!due_.tables || seen_.contains("FourierTables")),
           "the header has not Model, Group, Action, Outputs, Integers and the tables of its "
           "transform");
  }

private:
  void expect_group(std::string const& declaration) const {
    std::string const& begin = due_.group_begin;
    std::string const& end = due_.group_end;
    demand(declaration.starts_with(begin) && declaration.ends_with(end) &&
               declaration.size() >= begin.size() + end.size(),
           "the header has another Group, expected " + begin + "..." + end);
    std::string const names = without_texts(
        declaration.substr(begin.size(), declaration.size() - begin.size() - end.size()));
    demand(names.find_first_not_of("\",") == std::string::npos, "names of Group that are no texts");
  }

  void expect_model(std::string const& declaration) const {
    std::string const begin =
        std::string{"struct Model:Layers,Group,Action"} + (due_.outputs.empty() ? "" : ",Outputs") +
        (weighs_labels() ? ",LossWeights" : "") + (due_.trains ? ",Integers{" : "{");
    std::string const run = std::string{"using Engine="} +
                            (due_.outputs.empty() ? "rt::TrainingEngine<Layers,classes"
                                                  : "rt::OutputTrainingEngine<Layers,Outputs") +
                            ",micro_batch,backward_batch" +
                            (weighs_labels() ? ",LossWeights" : "") + ">;};";
    std::vector<std::string> const ends =
        due_.trains ? std::vector<std::string>{run}
                    : std::vector<std::string>{std::string{read_weights} + "};",
                                               std::string{read_weights} + trained_weights + "};"};
    auto const end = std::find_if(ends.begin(), ends.end(), [&](std::string const& text) {
      return declaration.ends_with(text);
    });
    demand(declaration.starts_with(begin) && end != ends.end(),
           "the header has not: " + begin + "..." + ends.front());
    std::string const facts =
        declaration.substr(begin.size(), declaration.size() - begin.size() - end->size());
    std::string const digest =
        std::string{constant} + "std::string_view spec_sha256=\"" + due_.sha256 + "\";";
    std::vector<std::string> const members = members_of(facts);
    for (std::string const& member : members) {
      if (due_.subgroup_order == 0 || member != symmetries_by_steps) {
        expect_fact(member);
      }
    }
    demand(std::find(members.begin(), members.end(), digest) != members.end(),
           "the header has not: " + digest);
  }

  void expect_outputs(std::string const& declaration) {
    std::string const begin = "namespace outputs{";
    std::vector<std::string> const outputs =
        members_of(declaration.substr(begin.size(), declaration.size() - begin.size() - 1));
    demand(outputs.size() == due_.outputs.size(), "the header has other outputs than the spec");
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      expect_constants(outputs[i]);
      check_output(body_of(outputs[i], ""), due_.outputs[i]);
      numbers_ += due_.outputs[i].action.entries;
      output_types_ += ",outputs::" + declared_name(outputs[i]);
    }
  }

  void expect_other(std::string const& name, std::string const& declaration) const {
    std::string const orbits = "_Orbits";
    std::string const size = "inline constexpr std::size_t " + name + "=";
    if (name == "Action") {
      expect_constants(declaration);
      check_input_action(body_of(declaration, ""), due_.action);
    } else if (name == "Integers") {
      expect_constants(declaration);
      judge_integers(due_.integers, declaration);
      demand(has_word(without_texts(declaration), "integer_layers") == due_.has_integers,
             "the header has layers of integers whose schemes were not judged, or no layers");
    } else if (name.ends_with(orbits) &&
               due_.declarations.contains(name.substr(0, name.size() - orbits.size()))) {
      expect_constants(declaration);
    } else if (name == "Construction") {
      expect_constants(declaration, ":Group,Action");
      if (due_.subgroup_order != 0) {
        expect_cosets(due_, body_of(declaration, ":Group,Action"));
      }
      for (char const* const word : {"order", "product", "inverse"}) {
        demand(!has_word(declaration, word), std::string{"Construction hides a member: "} + word);
      }
      demand(declaration.find("input_") == std::string::npos, "Construction hides an action");
    } else if (name == "Outputs") {
      std::string const code = "struct Outputs:rt::OutputList<Group," + std::to_string(numbers_) +
                               output_types_ + ">{};";
      demand(declaration == code, "the header has " + declaration + ", expected " + code);
    } else if (name == "LossWeights") {
      expect_constants(declaration);
      check_loss_weights(body_of(declaration, ""), due_.class_weights);
    } else if (name == "Input") {
      expect_data(body_of(declaration, ""));
    } else if (name == "micro_batch" || name == "backward_batch") {
      demand(declaration.starts_with(size), "the header has: " + declaration);
      expect_numbers(declaration.substr(size.size(), declaration.size() - size.size() - 1), "");
    } else {
      std::string const bits = "inline constexpr std::array<std::uint32_t,";
      std::size_t const brace = declaration.find('{');
      bool const is_one =
          name == "trained_bits" && declaration.starts_with(bits) && brace != std::string::npos;
      demand(is_one, "the header has, which is no part of such headers: " + declaration);
      expect_numbers(declaration.substr(brace, declaration.size() - brace - 1), "abcdfx");
    }
  }

  [[nodiscard]] bool weighs_labels() const { return due_.trains && !due_.class_weights.empty(); }

  HeaderDue const& due_;
  std::set<std::string> seen_;
  std::size_t numbers_ = 0; ///< of the outputs of a copy
  std::string output_types_{};
};

} // namespace

bool judge_header(HeaderDue const& due, std::string const& header) {
  expect_comparable(due);
  HeaderText const text = header_text(header, due.spec);
  HeaderJudge judge{due};
  for (std::string const& declaration : text.declarations) {
    judge.enter(declaration);
  }
  judge.end();
  if (!text.brings_runtime) {
    expect_includes(text);
  }
  return text.brings_runtime;
}

} // namespace equivarify::audit
