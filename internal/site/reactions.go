package site

import "github.com/casebook-dev/casebook/internal/incident"

// A TalkReaction is a sign that people put on a message.
type TalkReaction struct {
	Sign  string // as a reader knows it
	Name  string // as the conversation's program calls it
	Count int
}

// signs are the reactions that people use most, by the names that chat programs
// share. Others stand by their names.
var signs = map[string]string{
	"+1": "👍", "thumbsup": "👍", "-1": "👎", "thumbsdown": "👎", "eyes": "👀", "heart": "❤️", "tada": "🎉",
	"pray": "🙏", "raised_hands": "🙌", "clap": "👏", "wave": "👋", "ok_hand": "👌", "muscle": "💪", "point_up": "☝️",
	"joy": "😂", "laughing": "😆", "smile": "😄", "slightly_smiling_face": "🙂", "sweat_smile": "😅", "sweat": "😓",
	"cry": "😢", "sob": "😭", "open_mouth": "😮", "scream": "😱", "thinking_face": "🤔", "facepalm": "🤦", "shrug": "🤷",
	"zzz": "💤", "sleeping": "😴", "coffee": "☕", "tea": "🍵", "fire": "🔥", "rocket": "🚀", "bulb": "💡", "mag": "🔍",
	"white_check_mark": "✅", "heavy_check_mark": "✔️", "x": "❌", "warning": "⚠️", "question": "❓", "exclamation": "❗",
	"bell": "🔔", "lock": "🔒", "key": "🔑", "100": "💯", "sparkles": "✨", "ship": "🚢", "bug": "🐛", "phone": "☎️",
}

func reactions(list []incident.Reaction) []TalkReaction {
	var shown []TalkReaction
	for _, r := range list {
		sign := signs[r.Name]
		if sign == "" {
			sign = r.Name
		}
		shown = append(shown, TalkReaction{Sign: sign, Name: r.Name, Count: r.Count})
	}
	return shown
}
