// SPDX-License-Identifier: Apache-2.0
#include "engine/pool/message.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>

namespace engine::pool {

namespace {

constexpr std::uint32_t requestMark = 0x51'4c'46'01; // last byte: version of these heads
constexpr std::uint32_t answerMark = 0x41'4c'46'01;
constexpr std::size_t longestPlace = 1000;

struct RequestHead {
    std::uint32_t mark = requestMark;
    std::uint32_t kindSize = 0;
    std::uint64_t number = 0;
    std::uint32_t textSize = 0;
    std::uint16_t files = 0;
    std::uint16_t hasOutput = 0;
};

struct AnswerHead {
    std::uint32_t mark = answerMark;
    std::uint32_t code = 0; ///< 0: an answer; else 1 + ErrorCode, and the text is the error's place
    std::uint64_t number = 0;
    std::uint64_t size = 0;
};

/// Room for one control message with descriptors.
union Control {
    cmsghdr aligned;
    char bytes[CMSG_SPACE(sizeof(int) * mostFiles)];
};

template <class Head>
std::span<std::uint8_t> bytesOf(Head& head)
{
    return {reinterpret_cast<std::uint8_t*>(&head), sizeof head};
}

std::span<std::uint8_t> bytesOf(std::string& text)
{
    return {reinterpret_cast<std::uint8_t*>(text.data()), text.size()};
}

Error lost()
{
    return {ErrorCode::WorkerLost, "socket"};
}

bool isWorthAnotherTry(int number)
{
    return number == EAGAIN || number == EINTR;
}

void attach(msghdr& message, Control& control, std::span<const int> files)
{
    message.msg_control = control.bytes;
    message.msg_controllen = CMSG_SPACE(files.size_bytes());
    cmsghdr* part = CMSG_FIRSTHDR(&message);
    part->cmsg_level = SOL_SOCKET;
    part->cmsg_type = SCM_RIGHTS;
    part->cmsg_len = CMSG_LEN(files.size_bytes());
    std::memcpy(CMSG_DATA(part), files.data(), files.size_bytes());
}

Done send(int socket, ByteView bytes, std::span<const int> files, const Wait& wait)
{
    while (!bytes.empty()) {
        if (auto ready = wait(POLLOUT); !ready)
            return ready;
        iovec piece{const_cast<std::uint8_t*>(bytes.data()), bytes.size()};
        msghdr message{};
        message.msg_iov = &piece;
        message.msg_iovlen = 1;
        Control control{};
        if (!files.empty())
            attach(message, control, files);
        const ssize_t sent = ::sendmsg(socket, &message, MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent < 0 && !isWorthAnotherTry(errno))
            return lost();
        if (sent > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(sent));
            files = {};
        }
    }
    return done();
}

void collect(msghdr& message, std::vector<Descriptor>& files)
{
    for (cmsghdr* part = CMSG_FIRSTHDR(&message); part; part = CMSG_NXTHDR(&message, part)) {
        if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
            continue;
        for (std::size_t at = 0; CMSG_LEN(at) < part->cmsg_len; at += sizeof(int)) {
            int fd = -1;
            std::memcpy(&fd, CMSG_DATA(part) + at, sizeof fd);
            files.emplace_back(fd);
        }
    }
}

/// Descriptors that come where none are wanted (`files` null) never enter this process: the kernel drops them.
Done receive(int socket, std::span<std::uint8_t> into, std::vector<Descriptor>* files, const Wait& wait)
{
    while (!into.empty()) {
        if (auto ready = wait(POLLIN); !ready)
            return ready;
        iovec piece{into.data(), into.size()};
        msghdr message{};
        message.msg_iov = &piece;
        message.msg_iovlen = 1;
        Control control{};
        message.msg_control = files ? control.bytes : nullptr;
        message.msg_controllen = files ? sizeof control.bytes : 0;
        const ssize_t came = ::recvmsg(socket, &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
        if (came == 0 || (came < 0 && !isWorthAnotherTry(errno)))
            return lost();
        if (came < 0)
            continue;
        if (files)
            collect(message, *files);
        if ((message.msg_flags & MSG_CTRUNC) != 0)
            return Error{ErrorCode::WorkerRefused, "attachment"};
        into = into.subspan(static_cast<std::size_t>(came));
    }
    return done();
}

/// Places are ours (tags, frames, kinds) and plain ASCII; whatever else a worker sends is not passed on.
std::string plainPlace(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?');
    return text;
}

}

Wait patiently(int socket)
{
    return [socket](short events) -> Done {
        pollfd entry{socket, events, 0};
        while (::poll(&entry, 1, -1) < 0) {
            if (errno != EINTR)
                return lost();
        }
        return done();
    };
}

Done sendRequest(int socket, const OutgoingRequest& request, const Wait& wait)
{
    RequestHead head;
    head.kindSize = static_cast<std::uint32_t>(request.kind.size());
    head.number = request.number;
    head.textSize = static_cast<std::uint32_t>(request.text.size());
    head.files = static_cast<std::uint16_t>(request.files.size());
    head.hasOutput = request.hasOutput ? 1 : 0;
    std::string message{reinterpret_cast<const char*>(&head), sizeof head};
    message += request.kind;
    message += request.text;
    return send(socket, viewOf(message), request.files, wait);
}

Result<Request> receiveRequest(int socket, const Wait& wait)
{
    RequestHead head;
    Request request;
    if (auto came = receive(socket, bytesOf(head), &request.files, wait); !came)
        return came.error();
    if (head.mark != requestMark || head.files != request.files.size())
        return Error{ErrorCode::Damaged, "request"};
    request.number = head.number;
    request.hasOutput = head.hasOutput != 0;
    request.kind.resize(head.kindSize);
    request.text.resize(head.textSize);
    if (auto came = receive(socket, bytesOf(request.kind), nullptr, wait); !came)
        return came.error();
    if (auto came = receive(socket, bytesOf(request.text), nullptr, wait); !came)
        return came.error();
    return request;
}

Done sendAnswer(int socket, const Answer& answer, const Wait& wait)
{
    const auto& content = answer.content;
    const std::string text = content ? *content : content.error().where.substr(0, longestPlace);
    AnswerHead head;
    head.code = content ? 0 : 1 + static_cast<std::uint32_t>(content.error().code);
    head.number = answer.number;
    head.size = text.size();
    std::string message{reinterpret_cast<const char*>(&head), sizeof head};
    message += text;
    return send(socket, viewOf(message), {}, wait);
}

Result<Answer> receiveAnswer(int socket, std::uint64_t number, std::size_t limit, const Wait& wait)
{
    AnswerHead head;
    if (auto came = receive(socket, bytesOf(head), nullptr, wait); !came)
        return came.error();
    const bool isKnownCode = head.code <= 1 + static_cast<std::uint32_t>(ErrorCode::Internal);
    if (head.mark != answerMark || head.number != number || !isKnownCode)
        return Error{ErrorCode::WorkerRefused, "answer"};
    if (head.size > (head.code == 0 ? limit : longestPlace))
        return Error{ErrorCode::WorkerRefused, "answer size"};
    std::string text(head.size, '\0');
    if (auto came = receive(socket, bytesOf(text), nullptr, wait); !came)
        return came.error();
    if (head.code == 0)
        return Answer{number, std::move(text)};
    return Answer{number, Error{static_cast<ErrorCode>(head.code - 1), plainPlace(std::move(text))}};
}

}
