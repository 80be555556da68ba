// SPDX-License-Identifier: Apache-2.0
#include "engine/text/network.h"

#include <dnnl.hpp>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <map>
#include <numeric>
#include <sstream>

namespace engine::text {

namespace {

using dnnl::memory;
using Number = memory::dim;
using Arguments = std::unordered_map<int, memory>;
constexpr auto real = memory::data_type::f32;
// Channels last, as OpenCV keeps its pictures; oneDNN's convolutions like it as well as any other order.
constexpr auto order = memory::format_tag::nhwc;
constexpr Number mostChannels = 4096;

/// What pictures of all sizes have in common.
struct Common {
    dnnl::engine engine;
    dnnl::stream stream;
    /// By their place in the file, each as the steps that use it want it laid out.
    std::map<std::streamoff, std::vector<memory>> weights;
    std::vector<memory> buffers; ///< what the steps write into
};

struct Step {
    dnnl::primitive primitive;
    Arguments arguments;
};

/// y = a x + b and the other functions that follow a convolution, as oneDNN numbers them.
dnnl::algorithm functionNamed(const std::string& name)
{
    static const std::map<std::string, dnnl::algorithm> all{{"relu", dnnl::algorithm::eltwise_relu},
                                                            {"hardswish", dnnl::algorithm::eltwise_hardswish},
                                                            {"linear", dnnl::algorithm::eltwise_linear},
                                                            {"clip", dnnl::algorithm::eltwise_clip},
                                                            {"sigmoid", dnnl::algorithm::eltwise_logistic}};
    const auto found = all.find(name);
    return found == all.end() ? dnnl::algorithm::undef : found->second;
}

struct Convolution {
    Number channels = 0, kernel = 0, stepDown = 0, stepRight = 0, padding = 0, groups = 0;

    bool fits(const memory::dims& source) const
    {
        const bool isWhole = channels > 0 && kernel > 0 && stepDown > 0 && stepRight > 0 && padding >= 0 &&
                             groups > 0 && channels <= mostChannels && kernel <= 16 && padding < kernel;
        return isWhole && source[1] % groups == 0 && channels % groups == 0 && source[2] + 2 * padding >= kernel &&
               source[3] + 2 * padding >= kernel;
    }
    memory::dims weights(Number from) const
    {
        return groups > 1 ? memory::dims{groups, channels / groups, from / groups, kernel, kernel}
                          : memory::dims{channels, from, kernel, kernel};
    }
};

/// Puts the steps together, operation by operation. What is wrong with the file is thrown as std::runtime_error, what
/// oneDNN does not like as its own error.
class Building {
public:
    Building(std::istream& file, Common& common, const cv::Size& size)
        : m_file{file}, m_common{common}, m_engine{common.engine}, m_free(common.buffers.size())
    {
        std::iota(m_free.begin(), m_free.end(), std::size_t{0});
        m_tensors.emplace(0, place({{1, 3, size.height, size.width}, real, order}));
    }

    void build()
    {
        std::string line;
        if (!std::getline(m_file, line) || line != "safelight network 2")
            throw std::runtime_error{"first line"};
        std::vector<std::string> operations;
        while (std::getline(m_file, line) && line.rfind("weights ", 0) != 0)
            operations.push_back(line);
        if (operations.empty())
            throw std::runtime_error{"no operation"};
        const auto lastUses = lastUsesIn(operations);
        for (std::size_t i = 0; i < operations.size(); ++i) {
            add(operations[i]);
            for (const auto& [tensor, last] : lastUses) {
                if (last == i)
                    release(tensor);
            }
        }
        if (m_file.peek() != std::istream::traits_type::eof())
            throw std::runtime_error{"weights that nothing uses"};
    }

    std::vector<Step> steps() { return std::move(m_steps); }
    memory tensor(int number) const { return m_tensors.at(number); }
    memory last() const { return m_tensors.rbegin()->second; }

private:
    /// Which operation is the last to read a tensor: afterwards its place may be written over.
    static std::map<int, std::size_t> lastUsesIn(const std::vector<std::string>& operations)
    {
        std::map<int, std::size_t> uses;
        for (std::size_t i = 0; i < operations.size(); ++i) {
            std::istringstream words{operations[i]};
            std::string name;
            int number = -1, made = -1;
            words >> name >> number >> made;
            uses[number] = i;
            while (name != "convolution" && name != "enlarge" && words >> number)
                uses[number] = i;
        }
        return uses;
    }

    void release(int tensor)
    {
        if (const auto used = m_used.find(tensor); used != m_used.end())
            m_free.push_back(used->second);
    }

    /// A place for the next tensor: the smallest free one that is large enough, or a new one.
    memory place(const memory::desc& shape)
    {
        auto best = m_free.end();
        auto& buffers = m_common.buffers;
        const auto sizeOf = [&](std::size_t buffer) { return buffers[buffer].get_desc().get_size(); };
        for (auto at = m_free.begin(); at != m_free.end(); ++at) {
            if (sizeOf(*at) >= shape.get_size() && (best == m_free.end() || sizeOf(*at) < sizeOf(*best)))
                best = at;
        }
        std::size_t buffer = buffers.size();
        if (best == m_free.end()) {
            buffers.emplace_back(shape, m_engine);
        } else {
            buffer = *best;
            m_free.erase(best);
        }
        m_used[m_next] = buffer;
        return memory{shape, m_engine, buffers[buffer].get_data_handle()};
    }

    void add(const std::string& operation)
    {
        std::istringstream words{operation};
        std::string name;
        int from = -1, to = -1;
        if (!(words >> name >> from >> to) || !m_tensors.contains(from) || m_tensors.contains(to))
            throw std::runtime_error{operation};
        m_next = to;
        const auto source = m_tensors.at(from);
        if (name == "convolution")
            m_tensors.emplace(to, convolution(source, words));
        else if (name == "average")
            m_tensors.emplace(to, average(source));
        else if (name == "add")
            m_tensors.emplace(to, both(dnnl::algorithm::binary_add, source, words));
        else if (name == "multiply")
            m_tensors.emplace(to, both(dnnl::algorithm::binary_mul, source, words));
        else if (name == "enlarge")
            m_tensors.emplace(to, enlarge(source, words));
        else if (name == "concatenate")
            m_tensors.emplace(to, concatenate(source, words));
        else
            throw std::runtime_error{operation};
    }

    std::vector<float> floats(Number count)
    {
        std::vector<float> values(static_cast<std::size_t>(count));
        const auto bytes = static_cast<std::streamsize>(values.size() * sizeof(float));
        if (m_file.read(reinterpret_cast<char*>(values.data()), bytes).gcount() != bytes)
            throw std::runtime_error{"too few weights"};
        return values;
    }

    static dnnl::primitive_attr functions(std::istream& words)
    {
        dnnl::post_ops after;
        std::string name;
        float alpha = 0, beta = 0;
        while (words >> name >> alpha >> beta)
            after.append_eltwise(1, functionNamed(name), alpha, beta);
        dnnl::primitive_attr attributes;
        attributes.set_post_ops(after);
        return attributes;
    }

    memory weightsFor(const memory::desc& wanted, const memory::dims& shape)
    {
        Number count = 1;
        for (const auto side : shape)
            count *= side;
        auto& known = m_common.weights[m_file.tellg()];
        const auto fits = [&](const memory& one) { return one.get_desc() == wanted; };
        if (const auto same = std::find_if(known.begin(), known.end(), fits); same != known.end()) {
            m_file.seekg(count * static_cast<Number>(sizeof(float)), std::ios::cur);
            return *same;
        }
        auto values = floats(count);
        const auto plain = shape.size() == 5 ? memory::format_tag::goihw : memory::format_tag::oihw;
        memory read{{shape, real, plain}, m_engine, values.data()}, kept{wanted, m_engine};
        dnnl::reorder{read, kept}.execute(m_common.stream, read, kept);
        m_common.stream.wait();
        known.push_back(kept);
        return kept;
    }

    memory convolution(const memory& source, std::istream& words)
    {
        Convolution is;
        words >> is.channels >> is.kernel >> is.stepDown >> is.stepRight >> is.padding >> is.groups;
        const auto from = source.get_desc().dims();
        if (!words || !is.fits(from))
            throw std::runtime_error{"convolution"};
        const auto attributes = functions(words);
        const auto side = [&](Number length, Number step) { return (length + 2 * is.padding - is.kernel) / step + 1; };
        const memory::desc to{{1, is.channels, side(from[2], is.stepDown), side(from[3], is.stepRight)}, real, order};
        const memory::desc weights{is.weights(from[1]), real, memory::format_tag::any};
        const memory::desc offsets{{is.channels}, real, memory::format_tag::x};
        const memory::dims stride{is.stepDown, is.stepRight}, padding{is.padding, is.padding};
        const dnnl::convolution_forward::primitive_desc plan{{dnnl::prop_kind::forward_inference,
                                                              dnnl::algorithm::convolution_direct, source.get_desc(),
                                                              weights, offsets, to, stride, padding, padding},
                                                             attributes,
                                                             m_engine};
        const auto kept = weightsFor(plan.weights_desc(), is.weights(from[1]));
        const auto values = floats(is.channels);
        const memory bias{offsets, m_engine};
        std::memcpy(bias.get_data_handle(), values.data(), values.size() * sizeof(float));
        return step(dnnl::convolution_forward{plan}, to,
                    {{DNNL_ARG_SRC, source}, {DNNL_ARG_WEIGHTS, kept}, {DNNL_ARG_BIAS, bias}});
    }

    memory average(const memory& source)
    {
        const auto from = source.get_desc().dims();
        const memory::desc to{{1, from[1], 1, 1}, real, order};
        const dnnl::pooling_forward::primitive_desc plan{{dnnl::prop_kind::forward_inference,
                                                          dnnl::algorithm::pooling_avg_exclude_padding,
                                                          source.get_desc(),
                                                          to,
                                                          {1, 1},
                                                          {from[2], from[3]},
                                                          {0, 0},
                                                          {0, 0}},
                                                         m_engine};
        return step(dnnl::pooling_forward{plan}, to, {{DNNL_ARG_SRC, source}});
    }

    memory both(dnnl::algorithm operation, const memory& source, std::istream& words)
    {
        const auto other = nextTensor(words);
        const auto to = source.get_desc();
        const dnnl::binary::primitive_desc plan{{operation, to, other.get_desc(), to}, m_engine};
        return step(dnnl::binary{plan}, to, {{DNNL_ARG_SRC_0, source}, {DNNL_ARG_SRC_1, other}});
    }

    memory enlarge(const memory& source, std::istream& words)
    {
        Number times = 0;
        words >> times;
        const auto from = source.get_desc().dims();
        if (times < 1 || times > 16)
            throw std::runtime_error{"enlarge"};
        const memory::desc to{{1, from[1], from[2] * times, from[3] * times}, real, order};
        const dnnl::resampling_forward::primitive_desc plan{
            {dnnl::prop_kind::forward_inference, dnnl::algorithm::resampling_nearest, source.get_desc(), to}, m_engine};
        return step(dnnl::resampling_forward{plan}, to, {{DNNL_ARG_SRC, source}});
    }

    memory concatenate(const memory& source, std::istream& words)
    {
        std::vector<memory> parts{source};
        while (words >> std::ws && !words.eof())
            parts.push_back(nextTensor(words));
        std::vector<memory::desc> shapes;
        Arguments arguments;
        auto sides = source.get_desc().dims();
        sides[1] = 0;
        for (const auto& part : parts) {
            arguments.emplace(DNNL_ARG_MULTIPLE_SRC + static_cast<int>(shapes.size()), part);
            shapes.push_back(part.get_desc());
            sides[1] += shapes.back().dims()[1];
        }
        const memory::desc to{sides, real, order};
        return step(dnnl::concat{dnnl::concat::primitive_desc{to, 1, shapes, m_engine}}, to, std::move(arguments));
    }

    memory nextTensor(std::istream& words) const
    {
        int number = -1;
        if (!(words >> number) || !m_tensors.contains(number))
            throw std::runtime_error{"tensor"};
        return m_tensors.at(number);
    }

    memory step(const dnnl::primitive& primitive, const memory::desc& to, Arguments arguments)
    {
        auto made = place(to);
        arguments.emplace(DNNL_ARG_DST, made);
        m_steps.push_back({primitive, std::move(arguments)});
        return made;
    }

    std::istream& m_file;
    Common& m_common;
    dnnl::engine m_engine;
    std::map<int, memory> m_tensors;
    std::vector<Step> m_steps;
    std::vector<std::size_t> m_free;   ///< of the common buffers
    std::map<int, std::size_t> m_used; ///< which tensor is in which buffer
    int m_next = 0;                    ///< the tensor that is being made
};

}

struct Network::Parts {
    struct OfSize {
        memory source, answer;
        std::vector<Step> steps;
    };
    Common common;
    std::map<std::pair<int, int>, OfSize> bySize; ///< rows, columns
};

Network::Network(std::unique_ptr<Parts> parts) : m_parts{std::move(parts)} {}
Network::Network(Network&&) noexcept = default;
Network::~Network() = default;

Result<Network> Network::load(const std::string& file, std::vector<cv::Size> sizes)
{
    const auto name = std::filesystem::path{file}.filename().string();
    std::ifstream stream{file, std::ios::binary};
    if (!stream)
        return Error{ErrorCode::NotFound, name};
    // The largest first: its buffers serve all others.
    std::sort(sizes.begin(), sizes.end(), [](const auto& a, const auto& b) { return a.area() > b.area(); });
    try {
        const dnnl::engine engine{dnnl::engine::kind::cpu, 0};
        auto parts = std::make_unique<Parts>(Parts{{engine, dnnl::stream{engine}, {}, {}}, {}});
        for (const auto& size : sizes) {
            stream.clear();
            stream.seekg(0);
            Building building{stream, parts->common, size};
            building.build();
            parts->bySize.emplace(std::pair{size.height, size.width},
                                  Parts::OfSize{building.tensor(0), building.last(), building.steps()});
        }
        return Network{std::move(parts)};
    } catch (const std::exception&) { // oneDNN's errors too
        return Error{ErrorCode::Damaged, name};
    }
}

cv::Mat Network::run(const cv::Mat& values)
{
    const auto found = m_parts->bySize.find({values.rows, values.cols});
    CV_Assert(found != m_parts->bySize.end() && values.type() == CV_32FC3 && values.isContinuous());
    const auto& [source, answer, steps] = found->second;
    std::memcpy(source.get_data_handle(), values.data, values.total() * values.elemSize());
    for (const auto& [primitive, arguments] : steps)
        primitive.execute(m_parts->common.stream, arguments);
    m_parts->common.stream.wait();
    const auto shape = answer.get_desc().dims();
    const int sides[] = {static_cast<int>(shape[2]), static_cast<int>(shape[3]), static_cast<int>(shape[1])};
    return cv::Mat{3, sides, CV_32F, answer.get_data_handle()}.clone();
}

}
