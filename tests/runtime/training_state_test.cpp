/// \file
/// Two trainings that want the same folder, killed and taken up in any order, next to a model of
/// what the folder holds.
#include "equivarify/runtime/files/error.hpp"
#include "equivarify/runtime/files/folder_lock.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <ostream>
#include <vector>

#include "runtime/temporary_folder.hpp"
#include "runtime/toy_training.hpp"
#include "support/few_cases.hpp"

namespace equivarify::runtime {
namespace {

using toy::ToyTraining;

/// What a training that nobody stops has left after each number of steps.
std::vector<std::vector<double>> const& uninterrupted() {
  static std::vector<std::vector<double>> const traces = [] {
    std::vector<std::vector<double>> result;
    ToyTraining training;
    for (std::size_t step = 0; step <= ToyTraining::all_steps; ++step) {
      training.train(step == 0 ? 0 : 1);
      result.push_back(training.traces());
    }
    return result;
  }();
  return traces;
}

/// The steps that the folder's checkpoint has, and those of each of two trainings at work.
struct FolderModel {
  std::optional<std::size_t> saved;
  std::array<std::optional<std::size_t>, 2> at_work;

  [[nodiscard]] bool is_free() const { return !at_work[0] && !at_work[1]; }
};

/// One process that may be at work: while it lives it holds the folder.
struct Worker {
  std::optional<FolderLock> lock;
  std::optional<ToyTraining> training;
};

class Workshop {
public:
  /// Whether training number \p who may work: it takes up what the folder holds.
  bool begin(std::size_t who) {
    Worker& worker = workers_[who];
    try {
      worker.lock.emplace(folder_.path());
    } catch (DataError const&) {
      return false;
    }
    worker.training.emplace(1 + who); // as many threads as it likes
    if (std::filesystem::exists(checkpoint_)) {
      worker.training->load(checkpoint_);
    }
    return true;
  }

  [[nodiscard]] ToyTraining& training(std::size_t who) { return *workers_[who].training; }

  void save(std::size_t who) { training(who).save(checkpoint_); }

  void kill(std::size_t who) {
    workers_[who].training.reset();
    workers_[who].lock.reset();
  }

  /// That the checkpoint is the one of \p model.
  void expect(FolderModel const& model) const {
    RC_ASSERT(std::filesystem::exists(checkpoint_) == model.saved.has_value());
    if (model.saved) {
      ToyTraining loaded;
      loaded.load(checkpoint_);
      RC_ASSERT(loaded.traces() == uninterrupted()[*model.saved]);
    }
  }

private:
  ::TemporaryFolder folder_;
  std::filesystem::path checkpoint_ = folder_ / "checkpoint.safetensors";
  std::array<Worker, 2> workers_;
};

/// Something that training number `who_` does.
class WorkerCommand : public rc::state::Command<FolderModel, Workshop> {
protected:
  /// Whether it must be at work, or must not.
  void require_at_work(FolderModel const& model, bool is_at_work) const {
    RC_PRE(model.at_work[who_].has_value() == is_at_work);
  }

  std::size_t who_ = *rc::gen::inRange<std::size_t>(0, 2);
};

class Begin : public WorkerCommand {
public:
  void checkPreconditions(FolderModel const& model) const override {
    require_at_work(model, false);
  }

  void apply(FolderModel& model) const override {
    if (model.is_free()) {
      model.at_work[who_] = model.saved.value_or(0);
    }
  }

  void run(FolderModel const& model, Workshop& workshop) const override {
    RC_ASSERT(workshop.begin(who_) == model.is_free());
    if (model.is_free()) {
      RC_ASSERT(workshop.training(who_).traces() == uninterrupted()[model.saved.value_or(0)]);
    }
  }

  void show(std::ostream& out) const override { out << "begin " << who_; }
};

class Train : public WorkerCommand {
public:
  void checkPreconditions(FolderModel const& model) const override { require_at_work(model, true); }

  void apply(FolderModel& model) const override { *model.at_work[who_] += steps_in(model); }

  void run(FolderModel const& model, Workshop& workshop) const override {
    workshop.training(who_).train(steps_in(model));
    RC_ASSERT(workshop.training(who_).traces() == uninterrupted()[*nextState(model).at_work[who_]]);
  }

  void show(std::ostream& out) const override { out << "train " << who_ << " by " << steps_; }

private:
  [[nodiscard]] std::size_t steps_in(FolderModel const& model) const {
    return std::min(steps_, ToyTraining::all_steps - *model.at_work[who_]);
  }

  std::size_t steps_ = *rc::gen::inRange<std::size_t>(1, 6);
};

class Save : public WorkerCommand {
public:
  void checkPreconditions(FolderModel const& model) const override { require_at_work(model, true); }

  void apply(FolderModel& model) const override { model.saved = model.at_work[who_]; }

  void run(FolderModel const& model, Workshop& workshop) const override {
    workshop.save(who_);
    workshop.expect(nextState(model));
  }

  void show(std::ostream& out) const override { out << "save " << who_; }
};

/// What is not saved is lost, and the folder is free again.
class Kill : public WorkerCommand {
public:
  void checkPreconditions(FolderModel const& model) const override { require_at_work(model, true); }

  void apply(FolderModel& model) const override { model.at_work[who_].reset(); }

  void run(FolderModel const& model, Workshop& workshop) const override {
    workshop.kill(who_);
    workshop.expect(nextState(model));
  }

  void show(std::ostream& out) const override { out << "kill " << who_; }
};

TEST(TrainingState, IsWhatTheModelSaysOfTwoTrainingsInOneFolder) {
  std::string const found = support::counterexample(30, [] {
    Workshop workshop;
    rc::state::check(
        FolderModel(), workshop, rc::state::gen::execOneOfWithArgs<Begin, Train, Save, Kill>());
  });
  EXPECT_EQ(found, "");
}

} // namespace
} // namespace equivarify::runtime
