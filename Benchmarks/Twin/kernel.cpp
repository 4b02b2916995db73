// The kernel's workloads in C++, as a yardstick: a bare binary heap of the same 24-byte events in
// the same order, integer microseconds, the same generator at the same addresses and the same
// ziggurat, so that every result is the same number. Usage: kernel WORKLOAD SIZE OPERATIONS.
#include <bit>
#include <cinttypes>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

namespace {

struct Event {
  int64_t time;
  uint64_t order;    // rank << 56 | sequence
  uint64_t payload;  // kind << 56 | generation << 32 | row
  bool precedes(const Event& other) const {
    return time < other.time || (time == other.time && order < other.order);
  }
  unsigned kind() const { return payload >> 56; }
  uint32_t generation() const { return payload >> 32 & 0xffffff; }
  uint32_t row() const { return uint32_t(payload); }
};

class EventHeap {
 public:
  ~EventHeap() { std::free(base_); }
  bool empty() const { return count_ == 0; }

  void schedule(int64_t time, uint64_t rank, uint64_t kind, uint64_t row, uint64_t generation = 0) {
    const Event event{time, rank << 56 | sequence_++, kind << 56 | generation << 32 | row};
    if (count_ == capacity_) grow();
    size_t hole = count_++;
    while (hole > 0) {
      const size_t parent = (hole - 1) >> 1;
      if (!event.precedes(base_[parent])) break;
      base_[hole] = base_[parent];
      hole = parent;
    }
    base_[hole] = event;
  }

  Event pop() {
    const Event first = base_[0];
    const size_t count = --count_;
    const Event last = base_[count];
    size_t hole = 0, child = 1;
    while (child < count) {
      if (child + 1 < count && base_[child + 1].precedes(base_[child])) ++child;
      if (!base_[child].precedes(last)) break;
      base_[hole] = base_[child];
      hole = child;
      child = 2 * hole + 1;
    }
    base_[hole] = last;
    return first;
  }

 private:
  [[gnu::noinline]] void grow() {
    capacity_ = capacity_ ? 2 * capacity_ : 64;
    base_ = static_cast<Event*>(std::realloc(base_, capacity_ * sizeof(Event)));
  }
  Event* base_ = nullptr;
  size_t count_ = 0, capacity_ = 0;
  uint64_t sequence_ = 0;
};

// Names and keys as in EventKernel/Random.
uint64_t finalised(uint64_t word) {
  word = (word ^ word >> 30) * 0xbf58476d1ce4e5b9;
  word = (word ^ word >> 27) * 0x94d049bb133111eb;
  return word ^ word >> 31;
}
constexpr uint64_t golden = 0x9e3779b97f4a7c15;

uint64_t nameHash(const char* name) {
  uint64_t hash = 0xcbf29ce484222325;
  for (; *name; ++name) hash = (hash ^ uint8_t(*name)) * 0x100000001b3;
  return finalised(hash);
}

uint64_t keyAt(uint64_t seed, uint64_t replication, const char* purpose, const char* entity) {
  const uint64_t base =
      finalised((finalised(seed + golden) + golden) ^ finalised(replication + golden * 3));
  uint64_t key = finalised((base ^ nameHash(purpose)) * golden + nameHash(entity)) | 1;
  const auto hasFlatByte = [](uint64_t word) {
    constexpr uint64_t ones = 0x0101010101010101;
    return (((word - ones) & ~word) | ((~word - ones) & word)) & ones << 7;
  };
  while (hasFlatByte(key)) key = finalised(key + golden) | 1;
  return key;
}

struct Layer {
  double edge, upperEdge, density, upperDensity;
};
// What the usual case reads: the edge times 2^-53, and the edge above.
struct Step {
  double scale, upperEdge;
};
Layer layers[256];
Step steps[256];

void makeLayers() {
  const double tail = 7.697117470131049714, area = 0.00394965982258155722;
  double edge = area / std::exp(-tail), upperEdge = tail, lower = 0;
  for (int level = 0; level < 256; ++level) {
    const double upper = level == 255 ? 1 : std::exp(-upperEdge);
    layers[level] = {edge, upperEdge, lower, upper};
    steps[level] = {edge * 0x1p-53, upperEdge};
    edge = upperEdge;
    lower = upper;
    upperEdge = level < 254 ? -std::log(area / edge + upper) : 0;
  }
}

struct Draws {
  uint64_t key, counter;
  Draws(uint64_t key, uint64_t ordinal) : key(key), counter(ordinal << 16) {}

  uint64_t next() {
    const uint64_t y = counter++ * key, z = y + key;
    uint64_t x = std::rotl(y * y + y, 32);
    x = std::rotl(x * x + z, 32);
    x = std::rotl(x * x + y, 32);
    const uint64_t fourth = x * x + z;
    x = std::rotl(fourth, 32);
    return fourth ^ (x * x + y) >> 32;
  }

  double exponential() {
    const uint64_t word = next();
    const Step step = steps[word & 0xff];
    const double x = double(int64_t(word >> 11)) * step.scale;
    return x < step.upperEdge ? x : beyond(x, word & 0xff);
  }

  [[gnu::noinline]] double beyond(double x, unsigned level) {
    const Layer& layer = layers[level];
    if (layer.density == 0) return layer.upperEdge + exponential();
    const double height = double(int64_t(next() >> 11)) * 0x1p-53;
    const bool under =
        layer.density + (layer.upperDensity - layer.density) * height < std::exp(-x);
    return under ? x : exponential();
  }
};

int64_t microseconds(double seconds) {
  // Rounds to nearest by adding 2^52, then halves up: no branch depends on the digits.
  const double scaled = seconds * 1e6, shifted = scaled + 0x1p52;
  const int64_t nearest = std::bit_cast<int64_t>(shifted) - 0x4330000000000000;
  return scaled - (shifted - 0x1p52) == 0.5 ? nearest + 1 : nearest;
}

struct Result {
  uint64_t operations;
  int64_t lastTime;
  double value;
};

Result singleServer(uint64_t customers) {
  const uint64_t arrivalKey = keyAt(1, 0, "arrival", "server");
  const uint64_t serviceKey = keyAt(1, 0, "service", "server");
  const double gapMean = 1 / 0.9;
  std::vector<int64_t> waiting(1024);
  uint64_t mask = 1023, arrived = 0, served = 0;
  bool busy = false;
  int64_t waited = 0, now = 0;
  EventHeap list;
  list.schedule(0, 1, 0, 0);
  while (!list.empty()) {
    const Event event = list.pop();
    now = event.time;
    if (event.kind() == 0) {
      if (arrived - served > mask) {
        std::vector<int64_t> larger(2 * waiting.size());
        for (uint64_t at = served; at < arrived; ++at)
          larger[at & (2 * mask + 1)] = waiting[at & mask];
        waiting.swap(larger);
        mask = 2 * mask + 1;
      }
      waiting[arrived++ & mask] = now;
      const double gap = gapMean * Draws(arrivalKey, arrived).exponential();
      if (arrived < customers) list.schedule(now + microseconds(gap), 1, 0, 0);
    } else {
      busy = false;
    }
    if (!busy && served < arrived) {
      busy = true;
      waited += now - waiting[served++ & mask];
      list.schedule(now + microseconds(Draws(serviceKey, served).exponential()), 0, 1, 0);
    }
  }
  return {customers, now, double(waited) / 1e6 / double(customers)};
}

Result hold(uint64_t pending, uint64_t operations) {
  const uint64_t key = keyAt(1, 0, "hold", "list");
  EventHeap list;
  uint64_t ordinal = 0;
  for (uint64_t row = 0; row < pending; ++row)
    list.schedule(microseconds(Draws(key, ordinal++).exponential()), 0, 0, row);
  int64_t now = 0;
  uint64_t rows = 0;
  for (uint64_t done = 0; done < operations; ++done) {
    const Event event = list.pop();
    now = event.time;
    rows = rows * 31 + event.row();
    list.schedule(
        now + microseconds(Draws(key, ordinal++).exponential()), 0, 0, event.row());
  }
  return {operations, now, double(rows >> 11)};
}

Result timers(uint64_t entities, uint64_t completions) {
  const uint64_t serviceKey = keyAt(1, 0, "service", "list");
  const uint64_t timerKey = keyAt(1, 0, "timer", "list");
  std::vector<uint32_t> generations(entities);
  EventHeap list;
  uint64_t service = 0, timer = 0, done = 0, fired = 0;
  int64_t now = 0;
  const auto start = [&](uint64_t row) {
    list.schedule(
        now + microseconds(10 * Draws(timerKey, timer++).exponential()), 1, 1, row,
        generations[row]);
  };
  for (uint64_t row = 0; row < entities; ++row) {
    list.schedule(microseconds(Draws(serviceKey, service++).exponential()), 0, 0, row);
    start(row);
  }
  while (done < completions) {
    const Event event = list.pop();
    now = event.time;
    const uint32_t row = event.row();
    if (event.kind() == 1) {
      if (event.generation() != generations[row]) continue;
      ++fired;
    } else {
      ++done;
      list.schedule(now + microseconds(Draws(serviceKey, service++).exponential()), 0, 0, row);
    }
    generations[row] = (generations[row] + 1) & 0xffffff;
    start(row);
  }
  return {completions, now, double(fired)};
}

// Nanoseconds of processor time, which other processes of a busy machine do not add to.
double processorTime() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) * 1e9 + double(time.tv_nsec);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: %s mm1|hold|timers SIZE OPERATIONS\n", argv[0]);
    return 64;
  }
  makeLayers();
  const std::string workload = argv[1];
  const uint64_t size = std::strtoull(argv[2], nullptr, 10);
  const uint64_t operations = std::strtoull(argv[3], nullptr, 10);
  const double begin = processorTime();
  const Result result = workload == "mm1"    ? singleServer(operations)
                        : workload == "hold" ? hold(size, operations)
                                             : timers(size, operations);
  const double spent = processorTime() - begin;
  std::printf(
      "{\"nanoseconds\": %.3f, \"last\": %" PRId64 ", \"value\": %.17g}\n",
      spent / double(result.operations), result.lastTime, result.value);
}
