// SPDX-FileCopyrightText: 2026 The Poolscope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <array>
#include <string_view>

namespace poolscope::plan {

/// The vocabulary of all prompts. Their order is part of the product's promise: it never changes.
inline constexpr std::array<std::string_view, 512> vocabulary{ "the", "of", "and", "to", "in", "is",
    "that", "for", "it", "as", "was", "with", "be", "by", "on", "not", "he", "his", "but", "at",
    "are", "this", "have", "from", "or", "had", "an", "they", "which", "one", "you", "were", "all",
    "her", "she", "there", "would", "their", "we", "him", "been", "has", "when", "who", "will",
    "no", "more", "if", "out", "so", "up", "said", "what", "its", "about", "than", "into", "them",
    "can", "only", "other", "time", "new", "some", "could", "these", "two", "may", "first", "then",
    "do", "any", "like", "my", "now", "over", "such", "our", "man", "me", "even", "most", "made",
    "after", "also", "did", "many", "off", "before", "must", "well", "back", "through", "years",
    "where", "much", "your", "way", "down", "should", "because", "long", "each", "just", "those",
    "people", "how", "too", "little", "state", "good", "very", "make", "world", "still", "see",
    "own", "work", "men", "day", "get", "here", "old", "between", "both", "life", "being", "under",
    "three", "never", "know", "same", "last", "another", "while", "us", "might", "great", "year",
    "come", "since", "against", "go", "came", "right", "used", "take", "few", "house", "use",
    "again", "place", "american", "around", "home", "small", "found", "part", "school", "every",
    "does", "got", "united", "left", "number", "course", "war", "until", "always", "away",
    "something", "fact", "water", "though", "less", "public", "put", "thing", "almost", "hand",
    "enough", "far", "took", "head", "yet", "government", "system", "better", "set", "told",
    "nothing", "night", "end", "why", "called", "eyes", "find", "going", "look", "asked", "later",
    "knew", "point", "next", "program", "city", "business", "give", "group", "toward", "young",
    "days", "let", "room", "side", "social", "given", "present", "several", "order", "national",
    "possible", "rather", "second", "face", "per", "among", "form", "important", "often", "things",
    "looked", "early", "white", "case", "large", "big", "need", "four", "within", "felt", "along",
    "children", "saw", "best", "church", "ever", "least", "power", "development", "light", "seemed",
    "family", "interest", "want", "members", "mind", "country", "area", "others", "done", "turned",
    "although", "open", "service", "certain", "kind", "problem", "began", "different", "door",
    "thus", "help", "sense", "whole", "matter", "human", "perhaps", "itself", "means", "line",
    "name", "example", "action", "company", "local", "show", "five", "history", "whether", "gave",
    "either", "today", "act", "feet", "across", "taken", "past", "quite", "anything", "seen",
    "having", "death", "body", "experience", "half", "really", "week", "field", "word", "car",
    "words", "already", "information", "tell", "together", "college", "shall", "money", "period",
    "held", "keep", "sure", "probably", "real", "free", "seems", "cannot", "political", "behind",
    "question", "office", "brought", "special", "major", "problems", "ago", "became", "federal",
    "moment", "study", "available", "known", "result", "street", "economic", "boy", "position",
    "south", "change", "board", "individual", "job", "society", "areas", "close", "turn", "love",
    "true", "community", "court", "force", "cost", "seem", "wife", "future", "age", "center",
    "common", "necessary", "policy", "front", "six", "girl", "clear", "further", "land", "ask",
    "feel", "party", "able", "feeling", "full", "using", "north", "music", "market", "report",
    "level", "hours", "following", "tax", "therefore", "process", "private", "cut", "child",
    "strong", "care", "value", "stage", "paper", "general", "table", "outside", "black", "town",
    "voice", "color", "plan", "east", "west", "run", "class", "story", "reached", "top", "living",
    "moving", "picture", "short", "hold", "sound", "leave", "late", "fire", "read", "book", "gone",
    "letter", "meeting", "hope", "building", "play", "window", "mother", "father", "morning",
    "evening", "garden", "river", "stone", "bridge", "forest", "winter", "summer", "spring",
    "mountain", "valley", "island", "ocean", "coast", "road", "train", "station", "ship", "plane",
    "engine", "machine", "tool", "design", "model", "data", "image", "camera", "screen", "phone",
    "radio", "signal", "network", "code", "file", "page", "list", "note", "chart", "graph", "map",
    "figure", "scale", "measure", "weight", "speed", "heat", "cold", "wind", "rain", "snow",
    "cloud", "star", "moon", "sun", "earth", "metal", "glass", "wood", "steel", "gold", "silver",
    "copper", "iron", "oil", "gas", "coal", "salt", "sugar", "bread", "milk", "coffee", "tea",
    "fruit", "apple" };

} // namespace poolscope::plan
