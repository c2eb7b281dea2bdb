#include "equivarify/codegen/generate/emit_layers.hpp"
#include "equivarify/codegen/generate/layout.hpp"
#include "equivarify/codegen/generate/step_text.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace equivarify::codegen {
namespace {

std::string comment(std::string const& text) {
  std::string result = "/// ";
  for (char const c : text) {
    result += c;
    if (c == '\n') {
      result += "/// ";
    }
  }
  return result + "\n";
}

/// What h stands for in the formula of a step.
std::string elements_of(Plan const& plan, Step const& step) {
  if (step.is_coinduction()) {
    return fmt::format("t h in {}", plan.network.group.name());
  }
  auto const group = group_of_copies(plan.network);
  return group ? fmt::format("h in {}", group->name()) : "each copy h";
}

std::string documentation(Plan const& plan, Step const& step, bool first) {
  return comment(fmt::format("Layer `{}`: {}", step.name, description(plan, step))) + "///\n" +
         comment(fmt::format("  {}   for {}{}",
                             formula(step, first),
                             elements_of(plan, step),
                             has_weights(step) ? "; all h share the weights" : ""));
}

using Items = std::vector<std::string>;

/// `inline void NAME(PARAMETERS) { TYPE::FUNCTION(ARGUMENTS); }`
std::string function(std::string const& name,
                     Items const& parameters,
                     std::string const& call,
                     Items const& arguments) {
  return list_in_parentheses("inline void " + name, parameters, " {") + "\n" +
         list_in_parentheses("  " + call, arguments, ";") + "\n}\n";
}

void append(Items& items, Items const& more) {
  items.insert(items.end(), more.begin(), more.end());
}

std::string adjoint_comment(Step const& step, std::string const& whose) {
  std::string const text = "\n/// Its adjoint: " + whose + "from the gradient dy of y to ds of s";
  return text + (has_weights(step)
                     ? " (left out if null),\n/// and of the weights, added to the sum.\n"
                     : ".\n");
}

std::string image_forward(Step const& step) {
  std::string const type = layer_type(step);
  Items parameters{type + "::Input const& s", type + "::Output& y"};
  Items arguments{"s", "y"};
  if (has_weights(step)) {
    parameters.insert(parameters.begin(), type + "::Prepared const& weights");
    parameters.push_back("auto const& crew");
    arguments.insert(arguments.begin(), "weights");
    arguments.push_back("crew");
  }
  return function(step.name + "_forward", parameters, type + "::forward", arguments);
}

std::string image_backward(Step const& step) {
  std::string const type = layer_type(step);
  Items parameters{"auto const& s", "auto const& y", "auto const& dy", "auto const& ds"};
  Items arguments{"s", "y", "dy", "ds"};
  if (has_weights(step)) {
    parameters.insert(parameters.begin(), type + "::Prepared const& weights");
    append(parameters, {"rt::GradientSum& sum", "rt::BackwardRoom& room"});
    arguments.insert(arguments.begin(), "weights");
    append(arguments, {"sum", "room"});
  }
  parameters.push_back("auto const& crew");
  arguments.push_back("crew");
  return function(step.name + "_backward",
                  parameters,
                  has_weights(step) ? type + "::backward" : "rt::backward_each<" + type + ">",
                  arguments);
}

std::string image_functions(Step const& step, bool training) {
  return training ? image_forward(step) + adjoint_comment(step, "of each image of a group ") +
                        image_backward(step)
                  : image_forward(step);
}

/// The functions of a construction's own step, which has the poses besides the values.
std::string coinduce_functions(Step const& step, bool training) {
  std::string const type = layer_type(step);
  std::string const text =
      function(step.name + "_forward",
               {type + "::Poses const* poses", "std::size_t rows", "float const* s", "float* y"},
               type + "::forward",
               {"poses", "rows", "s", "y"});
  return training ? text + adjoint_comment(step, "") +
                        function(step.name + "_backward",
                                 {type + "::Poses const* poses",
                                  "std::size_t rows",
                                  "float const* dy",
                                  "float* ds"},
                                 type + "::backward",
                                 {"poses", "rows", "dy", "ds"})
                  : text;
}

std::string vector_functions(Step const& step, bool training) {
  if (step.is_coinduction()) {
    return coinduce_functions(step, training);
  }
  std::string const type = layer_type(step);
  bool const weighted = has_weights(step);
  Items parameters = weighted ? Items{type + "::Prepared const& weights"} : Items{};
  Items arguments = weighted ? Items{"weights"} : Items{};
  append(parameters, {"std::size_t rows"});
  append(arguments, {"rows"});
  Items forward_parameters = parameters;
  Items forward_arguments = arguments;
  append(forward_parameters, {"float const* s", "float* y"});
  append(forward_arguments, {"s", "y"});
  if (!weighted) {
    append(parameters, {"float const* s"});
    append(arguments, {"s"});
  }
  append(parameters, {"float const* y", "float const* dy", "float* ds"});
  append(arguments, {"y", "dy", "ds"});
  if (weighted) {
    append(parameters, {type + "::Gradient& sum"});
    append(arguments, {"sum"});
    for (Items* items : {&forward_parameters, &parameters}) {
      append(*items, {type + "::Workspace& work", "rt::ThreadPool& pool"});
    }
    for (Items* items : {&forward_arguments, &arguments}) {
      append(*items, {"work", "pool"});
    }
  }
  std::string const text =
      function(step.name + "_forward", forward_parameters, type + "::forward", forward_arguments);
  return training
             ? text + adjoint_comment(step, "") +
                   function(step.name + "_backward", parameters, type + "::backward", arguments)
             : text;
}

} // namespace

std::string emit_layer_functions(Plan const& plan, Purpose purpose) {
  std::string text;
  bool first = true;
  for (Step const& step : plan.image_steps) {
    text += documentation(plan, step, first) + image_functions(step, purpose == Purpose::training) +
            "\n";
    first = false;
  }
  for (Step const& step : plan.vector_steps) {
    text += documentation(plan, step, first) +
            vector_functions(step, purpose == Purpose::training) + "\n";
    first = false;
  }
  return text;
}

} // namespace equivarify::codegen
