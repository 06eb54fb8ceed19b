print("weerthuis")
