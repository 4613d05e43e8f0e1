// The rooms of the engine one by one, and all of it, on two mails of the tests; and how the whole grows.
//   build/release/bench/rooms --benchmark_filter=engine
//   FUWAKE_BENCH_MAILS=FOLDER build/release/bench/rooms --benchmark_filter=engine_of_folder
#include <benchmark/benchmark.h>

#include <cstdlib>

#include "dissection/dissection.h"
#include "evidence/checks.h"
#include "made_mails.h"
#include "report/document.h"
#include "text/folding.h"

namespace fuwake::bench {
namespace {

const dissection::Engine& engine() {
  static const dissection::Engine instance = dissection::read_engine(FUWAKE_DATA_DIR, {FUWAKE_IP_DATA});
  return instance;
}

mail::Recipient reader() {
  mail::Recipient recipient;
  recipient.addresses = {"lost@office.example"};
  recipient.domains = {"office.example"};
  return recipient;
}

const char* const founding = "cases/kagoya-utf8.eml";
const char* const newsletter = "mails/good/de-newsletter-with-click-tracking.eml";

/// What the room before it makes of a mail is made anew for each turn, and not counted.
struct Made {
  explicit Made(const std::string& name) : source(read_fixture(name)) {}
  mail::Mail mail() const { return mail::parse_mail(source); }
  dissection::Inquiry inquiry() const { return dissection::inquire(source, reader(), engine()); }
  std::string source;
};

template <class Make, class Work>
void measure(benchmark::State& state, const Make& make, const Work& work) {
  for ([[maybe_unused]] auto turn : state) {
    state.PauseTiming();
    auto made = make();
    state.ResumeTiming();
    auto result = work(made);
    benchmark::DoNotOptimize(result);
    state.PauseTiming();
    { const auto gone = std::move(result); }
    state.ResumeTiming();
  }
}

void text(benchmark::State& state, const char* name) {
  const std::string source = read_fixture(name);
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(text::fold(source));
}

void knowledge_wording(benchmark::State& state, const char* name) {
  const std::string folded = text::fold(read_fixture(name));
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(engine().knowledge.wording.find(folded));
}

void knowledge_brands(benchmark::State& state, const char* name) {
  const std::string folded = text::fold(read_fixture(name));
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(engine().knowledge.brands.named_in(folded));
}

void mail(benchmark::State& state, const char* name) {
  const Made made(name);
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(made.mail());
}

void page(benchmark::State& state, const char* name) {
  const auto mail = Made(name).mail();
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(page::read_page(mail));
}

void attachments(benchmark::State& state, const char* name) {
  const Made made(name);
  const auto mail = made.mail();
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(attachments::find_attachments(mail));
}

void links(benchmark::State& state, const char* name) {
  const Made made(name);
  const auto mail = made.mail();
  measure(
      state, [&] { return page::read_page(mail); },
      [&](page::Page& page) { return links::find_links(mail, page, engine().knowledge); });
}

void route(benchmark::State& state, const char* name) {
  const Made made(name);
  const auto mail = made.mail();
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(route::trace(mail, reader(), engine().knowledge));
}

void facts(benchmark::State& state, const char* name) {
  const Made made(name);
  measure(
      state, [&] { return made.inquiry().facts; },
      [&](facts::Facts& known) {
        return facts::find_facts(std::move(known.mail), std::move(known.recipient), std::move(known.route),
                                 std::move(known.page), std::move(known.attachments), std::move(known.links),
                                 engine().knowledge);
      });
}

void evidence(benchmark::State& state, const char* name) {
  const Made made(name);
  const auto inquiry = made.inquiry();
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(evidence::run_checks(inquiry.facts));
}

void verdict(benchmark::State& state, const char* name) {
  const Made made(name);
  const auto inquiry = made.inquiry();
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(verdict::judge(inquiry.findings, engine().weights));
}

void report(benchmark::State& state, const char* name) {
  static const auto languages = report::Languages::read(std::string(FUWAKE_DATA_DIR) + "/sentences");
  const Made made(name);
  const auto dissection = dissection::conclude(made.inquiry(), engine());
  for ([[maybe_unused]] auto turn : state)
    benchmark::DoNotOptimize(
        report::to_string(report::make_document(dissection, engine(), languages.choose("en")), false));
}

void whole(benchmark::State& state, const std::string& source) {
  for ([[maybe_unused]] auto turn : state) benchmark::DoNotOptimize(dissection::dissect(source, reader(), engine()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(source.size()));
}

void engine_of(benchmark::State& state, const char* name) {
  whole(state, read_fixture(name));
}

// A folder of one's own, where one is named; the mean of its mails.
void engine_of_folder(benchmark::State& state, const std::vector<std::string>& mails) {
  for ([[maybe_unused]] auto turn : state)
    for (const std::string& source : mails) benchmark::DoNotOptimize(dissection::dissect(source, reader(), engine()));
  state.counters["a_mail"] = benchmark::Counter(
      static_cast<double>(mails.size()), benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}
[[maybe_unused]] const bool has_folder = [] {
  const char* folder = std::getenv("FUWAKE_BENCH_MAILS");
  if (folder == nullptr) return false;
  benchmark::RegisterBenchmark("engine_of_folder", engine_of_folder, mails_in(folder))->Unit(benchmark::kMillisecond);
  return true;
}();

// How the whole grows: with each of these its size alone.
void engine_by_kilobytes(benchmark::State& state) {
  whole(state, mail_of_kilobytes(static_cast<std::size_t>(state.range(0))));
  state.SetComplexityN(state.range(0));
}
void engine_by_links(benchmark::State& state) {
  whole(state, mail_of_links(static_cast<std::size_t>(state.range(0))));
  state.SetComplexityN(state.range(0));
}
void engine_by_hops(benchmark::State& state) {
  whole(state, mail_of_hops(static_cast<std::size_t>(state.range(0))));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(engine_by_kilobytes)->RangeMultiplier(8)->Range(1, 4096)->Complexity()->Unit(benchmark::kMicrosecond);
BENCHMARK(engine_by_links)->RangeMultiplier(8)->Range(1, 4096)->Complexity()->Unit(benchmark::kMicrosecond);
BENCHMARK(engine_by_hops)->RangeMultiplier(4)->Range(1, 64)->Complexity()->Unit(benchmark::kMicrosecond);

#define FUWAKE_BENCH_ROOM(room)                                               \
  BENCHMARK_CAPTURE(room, founding, founding)->Unit(benchmark::kMicrosecond); \
  BENCHMARK_CAPTURE(room, newsletter, newsletter)->Unit(benchmark::kMicrosecond)

FUWAKE_BENCH_ROOM(text);
FUWAKE_BENCH_ROOM(knowledge_wording);
FUWAKE_BENCH_ROOM(knowledge_brands);
FUWAKE_BENCH_ROOM(mail);
FUWAKE_BENCH_ROOM(page);
FUWAKE_BENCH_ROOM(attachments);
FUWAKE_BENCH_ROOM(links);
FUWAKE_BENCH_ROOM(route);
FUWAKE_BENCH_ROOM(facts);
FUWAKE_BENCH_ROOM(evidence);
FUWAKE_BENCH_ROOM(verdict);
FUWAKE_BENCH_ROOM(report);
FUWAKE_BENCH_ROOM(engine_of);

}  // namespace
}  // namespace fuwake::bench
