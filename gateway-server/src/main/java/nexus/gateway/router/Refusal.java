package nexus.gateway.router;

import nexus.journal.message.Code;

/** Why a message was refused. */
record Refusal(Code code, String reason) {}
