#include "equivarify/codegen/audit/proof/claim_replay.hpp"

#include "equivarify/codegen/audit/proof/members.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// The part of \p whole at \p position, such as `0.1`.
Expression& part_at(Expression& whole, std::string const& position) {
  auto const demand_part = [&position](bool condition) {
    if (!condition) {
      throw Refusal{"no position: " + position};
    }
  };
  Expression* part = &whole;
  for (std::size_t at = 0; at < position.size();) {
    bool const dot = position[at] == '.';
    demand_part(dot == (at != 0) && at + (dot ? 1U : 0U) < position.size());
    auto const number = static_cast<std::size_t>(position[at + (dot ? 1U : 0U)] - '0');
    demand_part(number < part->parts.size());
    part = &part->parts[number];
    at += dot ? 2U : 1U;
  }
  return *part;
}

} // namespace

bool mentions(Expression const& expression, std::string const& head) {
  return expression.head == head ||
         std::any_of(expression.parts.begin(), expression.parts.end(), [&](auto const& part) {
           return mentions(part, head);
         });
}

std::size_t ClaimReplay::run(json const& proof) const {
  check_claim();
  judge_.demand(Check::proof_members,
                proof.is_object() && proof.size() == 3,
                "the proof of " + claim_.name + ": members are missing or too many");
  std::string const left = follow(member(proof, "left"), start(claim_.left));
  std::string const right = follow(member(proof, "right"), start(claim_.right));
  judge_.demand(Check::sides_meet,
                left == right,
                "the two sides of " + claim_.name + " do not meet: " + left + " and " + right);
  judge_.demand(Check::common,
                text(proof, "common") == left,
                "the common term of " + claim_.name + " is another");
  return proof["left"].size() + proof["right"].size();
}

/// Whether \p claim may be proved at all.
void ClaimReplay::check_claim() const {
  check_defined(Check::defined_in_claim, claim_.left);
  check_defined(Check::defined_in_claim, claim_.right);
  for (Law const& hypothesis : claim_.hypotheses) {
    check_defined(Check::defined_in_claim, hypothesis.left);
    check_defined(Check::defined_in_claim, hypothesis.right);
  }
  if (!claim_.compared_at.empty()) {
    check_index();
  }
}

/// Two functions are equal if they are equal at a variable that could be any index.
void ClaimReplay::check_index() const {
  std::string const& index = claim_.compared_at;
  std::string const where = claim_.name + " is compared at " + index + ", which ";
  auto const variable = claim_.variables.find(index);
  bool const declared = variable != claim_.variables.end();
  judge_.demand(Check::index_declared, declared, where + "is no variable of it");
  for (Expression const* side : {&claim_.left, &claim_.right}) {
    Expression const sort = sort_of(*side, claim_.variables);
    bool const fits = sort.head == "Map" && declared && sort.parts.at(0) == variable->second;
    judge_.demand(Check::index_sort, fits || !declared, where + "is of another sort");
    judge_.demand(
        Check::index_not_in_sides, !mentions(*side, index), where + "stands in its sides");
  }
  for (Law const& hypothesis : claim_.hypotheses) {
    bool const speaks = !hypothesis.variables.contains(index) &&
                        (mentions(hypothesis.left, index) || mentions(hypothesis.right, index));
    judge_.demand(Check::index_not_supposed, !speaks, where + "a hypothesis speaks of");
  }
}

void ClaimReplay::check_defined(Check check, Expression const& expression) const {
  for (auto const& [head, before] : undefined_) {
    judge_.demand(check,
                  !mentions(expression, head),
                  claim_.name + " uses " + head + " before " + before + " is proved");
  }
}

Expression ClaimReplay::start(Expression const& side) const {
  return claim_.compared_at.empty() ? side
                                    : Expression{"at", {side, read_expression(claim_.compared_at)}};
}

/// Where \p steps lead from \p term.
std::string ClaimReplay::follow(json const& steps, Expression term) const {
  judge_.demand(
      Check::steps_are_list, steps.is_array(), "the steps of " + claim_.name + " are no list");
  for (json const& step : steps) {
    term = take(step, std::move(term));
  }
  return print(term);
}

Expression ClaimReplay::take(json const& step, Expression term) const {
  judge_.demand(Check::step_members,
                step.is_object() && step.size() == 5,
                "a step of " + claim_.name + ": members are missing or too many");
  judge_.demand(Check::step_begins,
                text(step, "before") == print(term),
                "a step of " + claim_.name + " does not begin where the one before it ends");
  Expression after = read_expression(text(step, "after"));
  check_defined(Check::defined_in_step, after);
  Expression& old_part = part_at(term, text(step, "position"));
  Expression const new_part = part_at(after, text(step, "position"));
  check_use(step, old_part, new_part);
  old_part = new_part;
  judge_.demand(Check::step_changes_a_part,
                term == after,
                "a step of " + claim_.name + " changes more than it may");
  return after;
}

void ClaimReplay::check_use(json const& step,
                            Expression const& old_part,
                            Expression const& new_part) const {
  std::string const direction = text(step, "direction");
  judge_.demand(Check::step_direction,
                direction == "forward" || direction == "backward",
                "no direction: " + direction);
  std::string const name = text(step, "equation");
  // The first that does it, so that a proof has one form.
  auto const law = std::find_if(laws_.begin(), laws_.end(), [&](Law const& one) {
    return leads(one, direction == "forward", old_part, new_part, claim_.variables);
  });
  std::string const ends = " from " + print(old_part) + " to " + print(new_part);
  judge_.demand(Check::step_law,
                law != laws_.end(),
                "in " + claim_.name + ": " + name + " does not lead" + ends);
  judge_.demand(Check::step_name,
                law == laws_.end() || law->name == name,
                "in " + claim_.name + ": not " + name + " leads" + ends);
}

} // namespace equivarify::audit
