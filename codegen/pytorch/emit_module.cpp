#include "equivarify/codegen/pytorch/emit_module.hpp"

#include "equivarify/codegen/generate/emit_facts.hpp"
#include "equivarify/codegen/generate/names.hpp"
#include "equivarify/codegen/generate/plan_facts.hpp"
#include "equivarify/codegen/pytorch/helpers.hpp"
#include "equivarify/codegen/pytorch/layer_modules.hpp"
#include "equivarify/codegen/pytorch/module_answer.hpp"
#include "equivarify/codegen/pytorch/module_tables.hpp"
#include "equivarify/codegen/pytorch/python_text.hpp"
#include "equivarify/codegen/reference/answer.hpp"
#include "equivarify/codegen/reference/answer_means.hpp"
#include "equivarify/codegen/reference/arrangement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <vector>

namespace equivarify::codegen {
namespace {

std::string quoted_list(std::vector<std::string> const& texts) {
  std::vector<std::string> items;
  for (std::string const& text : texts) {
    items.push_back(python_text(text));
  }
  return python_list(items, 8);
}

/// Writes the class.
class ModuleText {
public:
  explicit ModuleText(Plan const& plan) : plan_{plan}, network_{plan.network} {}

  std::string run() {
    add_modules();
    std::string const forward = forward_text();
    std::string text = provenance() +
                       "import json\n\nimport torch\nfrom torch import nn\nfrom "
                       "torch.nn import functional as F\n\n\n" +
                       python_helpers() + (looks_for_poses(network_) ? pose_helpers() : "") +
                       (rounds_ ? rounding_helper() : "") + "\n\n";
    text += fmt::format("class {}(nn.Module):\n", to_type_name(network_.name)) + documentation() +
            facts() + "    def __init__(self):\n        super().__init__()\n" + init_ +
            "        for name, (numbers, shape, kind) in TABLES.items():\n"
            "            table = torch.tensor(numbers, dtype=kind).reshape(shape)\n"
            "            self.register_buffer(name, table, persistent=False)\n" +
            "        self.eval()\n\n" + methods() + forward;
    return text +
           "\n\n# Numbers, their shape and type: how inputs and answers move, and of which numbers "
           "of the\n"
           "# copies an answer is the mean.\nTABLES = {\n" +
           python_tables(network_) + "}\n";
  }

private:
  std::string provenance() const {
    std::string text = emit_provenance(network_);
    for (std::size_t at = 0; (at = text.find("//", at)) != std::string::npos;) {
      bool const starts_line = at == 0 || text[at - 1] == '\n';
      at = starts_line ? (text.replace(at, 2, "#"), at) : at + 2;
    }
    return text;
  }

  std::string documentation() const {
    std::string answer = fmt::format("[batch, {}], number h * {} + c for element h and class c",
                                     answer_size(network_),
                                     network_.labels.classes.size());
    if (!network_.outputs.empty()) {
      std::vector<std::string> parts;
      for (Output const& output : network_.outputs) {
        parts.push_back(
            fmt::format("{} [batch, {}]", python_text(output.name), output.head.size()));
      }
      answer = fmt::format("a dictionary: {}", fmt::join(parts, ", "));
    }
    return fmt::format("    r\"\"\"\n    net = {0}()\n    net.load_weights(\"{1}.safetensors\")\n"
                       "    net(images)  # [batch, {2}, {3}, {4}] -> {5}\n    \"\"\"\n\n",
                       to_type_name(network_.name),
                       network_.name,
                       network_.input.channels,
                       network_.input.rows,
                       network_.input.columns,
                       answer);
  }

  /// The layers that the file of weights calls otherwise.
  std::string renamed() const {
    std::vector<std::string> names;
    for_each_step(plan_, [&](Step const& step) {
      std::string const own = python_name(step.name);
      if (own != step.name) {
        names.push_back(fmt::format("{}: {}", python_text(own), python_text(step.name)));
      }
    });
    return fmt::format("    renamed = {{{}}}  # layers that weight files call otherwise\n",
                       fmt::join(names, ", "));
  }

  std::string facts() const {
    std::string text = fmt::format("    input_shape = ({}, {}, {})\n    elements = {}\n",
                                   network_.input.channels,
                                   network_.input.rows,
                                   network_.input.columns,
                                   quoted_list(network_.labels.element_labels));
    if (network_.outputs.empty()) {
      return text + renamed() +
             fmt::format("    classes = {}\n\n", quoted_list(network_.labels.classes));
    }
    std::vector<std::string> sizes;
    for (Output const& output : network_.outputs) {
      sizes.push_back(fmt::format("{}: {}", python_text(output.name), output.head.size()));
    }
    return text + renamed() + fmt::format("    outputs = {{{}}}\n\n", fmt::join(sizes, ", "));
  }

  void add_modules() {
    for_each_step(plan_, [&](Step const& step) {
      std::string const text = module_of(step, plan_.copies);
      init_ +=
          text.empty() ? "" : fmt::format("        self.{} = {}\n", python_name(step.name), text);
    });
  }

  std::string methods() const {
    std::string const load = R"(    def load_weights(self, path):
        """Reads the weights in a safetensors file, also one that the training of the spec wrote."""
        tensors, missing = read_tensors(path), []
        own = {}
        for key in self.state_dict():
            layer, tensor = key.rsplit(".", 1)
            tensor = "running_variance" if tensor == "running_var" else tensor
            name = f"{self.renamed.get(layer, layer)}.{tensor}"
            if name in tensors:
                own[key] = )" +
                             std::string{rounds_ ? "rounded(tensors[name])" : "tensors[name]"} +
                             R"(
            elif not key.endswith(".num_batches_tracked"):
                missing.append(name)
        if missing:
            raise ValueError(f"{path} lacks {', '.join(missing)}")
        self.load_state_dict(own, strict=False)
        return self

    def act(self, g, images):
        """g x, for the element number g."""
        rows = moved(images.flatten(1), self.moved_places[g], self.moved_places_negated[g])
        return rows.reshape(images.shape)

)";
    std::string const answer = network_.outputs.empty() ? R"(    def act_on_answer(self, g, answer):
        """g y, for the element number g: what comes out for g x."""
        return moved(answer, self.answer_places[g], self.answer_places_negated[g])

)"
                                                        : R"(    def act_on_answer(self, g, answer):
        """g y, for the element number g: what comes out for g x."""
        rows = torch.cat([answer[name] for name in self.outputs], 1)
        rows = moved(rows, self.answer_places[g], self.answer_places_negated[g])
        return dict(zip(self.outputs, rows.split(list(self.outputs.values()), 1)))

)";
    return load + answer;
  }

  std::string forward_text() {
    names_[0] = "copies";
    std::string text = "    def forward(self, images):\n" + input_text() + seen_text();
    for (Step const& step : plan_.image_steps) {
      text += step_text(step);
    }
    for (Flattening const& flattening : plan_.flattenings) {
      std::string const name = names_.at(flattening.read) + "_flat";
      names_[flattening.value] = name;
      last_ = name;
      text += fmt::format(
          "        {} = [s.flatten(1) for s in {}]\n", name, names_.at(flattening.read));
    }
    for (Step const& step : plan_.vector_steps) {
      text += step_text(step);
    }
    return text + answer_text(network_, last_);
  }

  /// The copies of the input.
  std::string input_text() const {
    std::vector<std::uint32_t> const elements = moving_elements(network_);
    if (!looks_for_poses(network_)) {
      return fmt::format("        copies = [self.act(h, images) for h in {}]\n",
                         python_list(elements, 12));
    }
    return fmt::format(R"(        # Each copy sees the least of the inputs that its elements make.
        copies, is_pose = [], []
        for elements in torch.tensor({}).reshape({}, -1).tolist():
            candidates = torch.stack([self.act(h, images).flatten(1) for h in elements], 1)
            is_pose.append(least_poses(candidates))
            first = is_pose[-1].int().argmax(1)
            copies.append(candidates[torch.arange(len(images)), first].reshape(images.shape))
)",
                       python_list(elements, 12),
                       network_.construction->candidates.size());
  }

  /// Which copies copy h of a concatenated value sees.
  std::string seen_text() const {
    if (!mixes_copies(plan_)) {
      return {};
    }
    std::vector<std::string> rows;
    for (auto const& row : arrangement_of(network_).concatenated) {
      rows.push_back(fmt::format("[{}]", fmt::join(row, ", ")));
    }
    return fmt::format("        seen = {}\n", python_list(rows, 12));
  }

  std::string step_text(Step const& step) {
    if (step.reads_heads() && network_.construction) {
      return {}; // they read what is rebuilt of last_
    }
    if (step.reads_heads() || step.is_coinduction()) {
      last_ = names_.at(step.reads.front());
      return {};
    }
    if (step.operation() != nullptr) {
      require_planes(plan_, step, no_module);
    }
    std::string const name = python_name(step.name);
    std::string const& read = names_.at(step.reads.front());
    std::string const row = fmt::format("torch.cat([{}[k] for k in row], 1)", read);
    std::string text;
    if (step.operation() == nullptr) {
      text = fmt::format("        {} = [{} for row in seen]\n", name, row);
    } else if (step.mixing == CopyMixing::group_product) {
      text = fmt::format("        {} = [{} for row in seen]\n", name, expression_of(step, {row}));
    } else {
      text = fmt::format("        {} = {}\n", name, each_copy(step));
    }
    names_[step.value] = name;
    last_ = name;
    return text;
  }

  std::string each_copy(Step const& step) const {
    if (step.reads.size() == 1) {
      return fmt::format(
          "[{} for s in {}]", expression_of(step, {"s"}), names_.at(step.reads.front()));
    }
    std::vector<std::string> variables;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < step.reads.size(); ++i) {
      variables.push_back(fmt::format("s{}", i));
      values.push_back(names_.at(step.reads[i]));
    }
    return fmt::format("[{} for {} in zip({})]",
                       expression_of(step, variables),
                       fmt::join(variables, ", "),
                       fmt::join(values, ", "));
  }

  Plan const& plan_;
  Network const& network_;
  bool rounds_ = network_.arithmetic == Arithmetic::bf16; ///< whether weights are rounded
  std::string init_;
  std::map<std::size_t, std::string> names_; ///< the variable of each value, a list of copies
  std::string last_ = "copies";              ///< the variable of the last value
};

} // namespace

std::string emit_module(Plan const& plan) {
  return ModuleText{plan}.run();
}

} // namespace equivarify::codegen
